import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { portfolioText, type ExportFormat } from '../portfolio-text.ts';
import { maySeeLocalAddresses } from '../rules.ts';
import { allProjects } from '../store/projects.ts';
import { repositoriesOfAll } from '../store/repositories.ts';

/** The register as a portfolio file that can be imported and surveyed elsewhere. Paths of this machine are for staff only. */
export async function exportPortfolio(tx: Tx, actor: Actor, input: { readonly format: ExportFormat }): Promise<string> {
  const projects = await allProjects(tx);
  const repositories = await repositoriesOfAll(
    tx,
    projects.map(({ id }) => id),
  );
  const seesLocal = maySeeLocalAddresses(actor);
  const shown = repositories.filter(({ removal, local }) => removal === null && (seesLocal || !local));
  const byProject = Map.groupBy(shown, ({ project }) => project);
  const listed = projects.flatMap((project) => {
    const own = byProject.get(project.id) ?? [];
    // A portfolio lists no project without repositories.
    return own.length === 0 ? [] : [{ project, repositories: own }];
  });
  return portfolioText(input.format, listed);
}
