"""What docutils sees in documents given as JSON lines {"name", "text"}: one line of JSON each, with the time it took."""
import json
import sys
import time

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Directive, Parser, directives, states


class Anything(Directive):
    """An unknown directive: an argument on its own line, options, then a body that is read as text."""

    has_content = True

    def run(self):
        lines = list(self.content)
        # What stands behind the colons comes as the first line of the content; without it the body begins at once.
        skip = 1 if self.block_text.split('\n', 1)[0].split('::', 1)[-1].strip() else 0
        while skip < len(lines) and lines[skip].startswith(':'):
            skip += 1
        node = nodes.container()
        self.state.nested_parse(self.content[skip:], self.content_offset + skip, node)
        return [node]


# Nothing outside the text is read, whatever it asks for.
known = {name for name in directives._directive_registry if name not in ('include', 'raw', 'figure', 'image', 'math', 'code')}
find = directives.directive
states.directives.directive = lambda name, *rest: find(name, *rest) if name in known else (Silent if name in SILENT else Anything, [])
SILENT = {
    'include', 'raw', 'image', 'math', 'code', 'code-block', 'sourcecode', 'literalinclude', 'highlight', 'plot', 'ipython',
    'testcode', 'testsetup', 'testcleanup', 'testoutput', 'doctest', 'graphviz', 'digraph', 'graph', 'mermaid', 'productionlist',
    'jupyter-execute', 'toctree', 'autosummary', 'tabularcolumns', 'index', 'bibliography', 'program-output', 'command-output', 'prompt',
    'uml', 'inheritance-diagram', 'try_examples', 'ifconfig', 'currentmodule', 'module', 'highlightlang',
}


class Silent(Directive):
    """A body that is code or data."""

    has_content = True

    def run(self):
        return []


def role(name, raw, text, line, inliner, options={}, content=[]):
    # What Sphinx shows of a role: the words before a target in angle brackets, the last part of a name after a tilde.
    shown = text[: text.rindex('<')].rstrip() if text.endswith('>') and text.rfind('<') > 0 else text
    return [nodes.inline(raw, shown.split('.')[-1].removeprefix('~') if shown.startswith('~') else shown)], []


states.roles.role = lambda *args: (role, [])
settings = frontend.OptionParser(components=(Parser,)).get_default_values()
settings.report_level, settings.halt_level = 5, 6
settings.warning_stream = False
settings.file_insertion_enabled = False
settings.raw_enabled = False


def outline(document):
    for message in list(document.findall(nodes.system_message)):
        if message.parent:
            message.parent.remove(message)
    headings = []

    def walk(node, level):
        for child in node.children:
            if isinstance(child, nodes.section):
                headings.append([level, ' '.join(child[0].astext().split())])
                walk(child, level + 1)
            elif isinstance(child, nodes.Element):
                walk(child, level)

    walk(document, 1)
    count = lambda kind: len(list(document.findall(kind)))
    return {
        'headings': headings,
        'items': count(nodes.list_item),
        'definitions': count(nodes.definition_list_item),
        'tables': count(nodes.table),
        'comments': count(nodes.comment),
    }


for line in sys.stdin:
    given = json.loads(line)
    document = utils.new_document(given['name'], settings)
    started = time.process_time()
    try:
        Parser().parse(given['text'], document)
        seconds = time.process_time() - started
        answer = outline(document)
    except Exception as error:  # docutils itself fails on a few documents
        answer, seconds = {'failed': type(error).__name__}, time.process_time() - started
    print(json.dumps({'seconds': seconds, **answer}), flush=True)
