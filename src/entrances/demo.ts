/** `commonwork demo`: fills an empty workspace with example data and reads it. */
import { refused } from '../kernel/refusal.ts';
import { unreadRoadmaps } from '../areas/roadmaps/index.ts';
import { roundToReport } from '../areas/survey/index.ts';
import { EXIT, type Command } from '../outside/terminal/command.ts';
import { isExampleLifeMade } from './demo/life.ts';
import { makeExampleWorkspace } from './demo/workspace.ts';
import { withDatabase } from './opened.ts';
import { installQueues, startWork } from './serve.ts';

const LOOK_EVERY_MS = 500;

export const demoCommand: Command = {
  name: 'demo',
  summary: 'fill an empty workspace with example data',
  takes: 0,
  usage:
    'commonwork demo\n\nForty example projects whose repositories are built here and really read, two survey rounds, people in each role, offers and\nbrochures with the projects’ consent.\n' +
    'Refused where a workspace exists: set COMMONWORK_DATA to another folder for it.',
  run: (terminal) =>
    withDatabase(terminal, async (opened, settings) => {
      const baseUrl = settings.baseUrl ?? `http://localhost:${settings.port}`;
      await installQueues(opened);
      const nobody = { trace: { address: '', agent: 'commonwork demo' }, previousToken: null };
      const made = await opened.db.tx((tx) => makeExampleWorkspace(tx, { baseUrl, ...nobody }, new Date()));
      if (refused(made)) {
        terminal.err('This workspace is in use. Set COMMONWORK_DATA to another folder for example data.\n');
        return EXIT.refused;
      }
      const { rounds, projects } = made.done;
      terminal.err(`${projects} example projects declared; reading them in two rounds.\n`);
      const work = await startWork(opened, { ...settings, workers: 1 }, terminal, baseUrl);
      try {
        for (;;) {
          const states = await opened.db.read(async (tx) =>
            Promise.all(rounds.map((round) => roundToReport(tx, round))),
          );
          const read = states.reduce(
            (sum, round) => sum + (round?.runs.read ?? 0) + (round?.runs['not-reached'] ?? 0),
            0,
          );
          if (terminal.isTty) terminal.err(`\r${read} of ${projects * rounds.length} read`);
          const open = states.some((round) => round?.state !== 'finished' || round.published === null);
          const unread = open ? 0 : (await opened.db.read((tx) => unreadRoadmaps(tx))).length;
          const isMade = open ? false : await opened.db.read(isExampleLifeMade);
          if ((!open && unread === 0 && isMade) || terminal.signal.aborted) break;
          await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        }
      } finally {
        await work.stop();
      }
      terminal.err(`\nDone. Start "commonwork serve" and open ${baseUrl}/example-data\n`);
      return EXIT.done;
    }),
};
