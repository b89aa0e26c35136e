/** The skeleton of an HTML page or template in one pass over its tags. */
import { Forward, LineCount } from '../forward.ts';
import { attributeOf, withoutTags } from '../markup.ts';
import type { Collector } from './collector.ts';

export function scanHtml(text: string, into: Collector): void {
  let at = 0;
  const lines = new LineCount(text, 1);
  const forward = new Forward(text);
  const nextOf = (needle: string, from: number): number => forward.find(needle, from);

  while (at < text.length) {
    const tag = nextOf('<', at);
    const template = nextOf('{%', at);
    if (tag < 0 && template < 0) break;
    if (template >= 0 && (tag < 0 || template < tag)) {
      const close = nextOf('%}', template);
      const statement = text.slice(template, Math.min(close < 0 ? text.length : close, template + 300));
      const match = /^\{%-? *include(?:_relative)? +["']?([^\s"'%}]{1,200})/.exec(statement);
      if (match !== null) into.include(match[1]!, lines.at(template));
      at = close < 0 ? template + 2 : close + 2;
      continue;
    }
    if (text.startsWith('<!--', tag)) {
      const close = nextOf('-->', tag + 4);
      if (close < 0) break;
      at = close + 3;
      continue;
    }
    const close = nextOf('>', tag);
    if (close < 0) break;
    at = close + 1;
    const name = tagName(text, tag + 1);
    if (name === 'script' || name === 'style') {
      const end = nextOf(name === 'script' ? '</script' : '</style', close);
      at = end < 0 ? text.length : end;
    } else if (name === 'title' && into.statedTitle === null) {
      const end = nextOf('</', close);
      if (end > 0 && end - close < 2000) into.statedTitle = withoutTags(text.slice(close + 1, end)) || null;
    } else if (name.length === 2 && name[0] === 'h' && name[1]! >= '1' && name[1]! <= '6') {
      const end = nextOf(`</${name}`, close);
      if (end > 0 && end - close < 4000) {
        const words = withoutTags(text.slice(close + 1, end));
        if (words !== '') into.heading(Number(name[1]), words, lines.at(firstText(text, close + 1)));
      }
    } else if (name === 'a' && close - tag < 2500) {
      const target = attributeOf(text.slice(tag + 2, close), 'href');
      if (target !== null) {
        const end = nextOf('</a', close);
        const words = end > 0 && end - close < 2000 ? withoutTags(text.slice(close + 1, end)) : '';
        into.link(words, target, lines.at(tag), 'text');
      }
    }
  }
}

function tagName(text: string, from: number): string {
  let end = from;
  while (end < from + 12) {
    const c = text.charCodeAt(end);
    if (!((c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || (c >= 0x30 && c <= 0x39))) break;
    end += 1;
  }
  return text.slice(from, end).toLowerCase();
}

function firstText(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}
