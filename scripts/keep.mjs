// Runs a script and everything it starts in a process group of its own, so that nothing outlives us: not when we are
// interrupted, not when we are killed hard, not when npm above us is. The script holds a pipe to us as its input; when
// that ends without a word, it ends its own group.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const GRACE_MS = 1500;
const LOOK_MS = 500;

/** Runs `node script args`; resolves to its exit code after its whole group is gone. Ends this process on a signal. */
export function runKept(script, args, env = process.env) {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: true,
    env: { ...env, CW_KEPT: '1' },
  });
  child.stdin.on('error', () => {}); // it has ended; the exit event says so too
  let ending = null;
  const end = (code) => {
    ending ??= endGroup(child.pid).then(() => process.exit(code));
  };
  process.on('SIGINT', () => end(130));
  process.on('SIGTERM', () => end(143));
  process.on('SIGHUP', () => end(129));
  const above = ancestors();
  const watch = setInterval(() => {
    if (!above.every(isSame)) end(143);
  }, LOOK_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (ending !== null) return;
      clearInterval(watch);
      endGroup(child.pid).then(() => resolve(code ?? (signal === null ? 1 : 128)), reject);
    });
  });
}

/** Called by a kept script at its start: when its keeper is gone, its group ends. */
export function endWithKeeper() {
  process.stdin.resume();
  process.stdin.on('error', () => {});
  process.stdin.on('close', () => {
    void endGroup(process.pid).then(() => process.exit(143));
  });
  process.stdin.unref();
}

export function isKept() {
  return process.env['CW_KEPT'] === '1';
}

/** SIGTERM to a group, a moment to tidy up, then SIGKILL. */
async function endGroup(leader) {
  const isOwn = leader === process.pid;
  if (isOwn) process.on('SIGTERM', () => {}); // ours too: we stay to finish
  if (!signal(-leader, 'SIGTERM')) return;
  for (let waited = 0; waited < GRACE_MS; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (!isOwn && !signal(-leader, 0)) return;
  }
  signal(-leader, 'SIGKILL');
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Us, and above us the shell and npm that were started only to run us. */
function ancestors() {
  const chain = [];
  for (let pid = process.ppid; pid > 1 && chain.length < 4;) {
    const now = look(pid);
    if (now === null) break;
    chain.push({ pid, ...now });
    if (!/^(npm|sh|dash)\b/.test(now.name) || now.name.startsWith('npm')) break;
    pid = now.parent;
  }
  return chain.length > 0 ? chain : [{ pid: process.ppid, name: '', parent: 0 }];
}

function isSame(one) {
  if (one.name === '') return process.ppid === one.pid; // no /proc on this system
  const now = look(one.pid);
  return now !== null && now.parent === one.parent;
}

function look(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return null;
    return { name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), parent: Number(parent) };
  } catch {
    return null;
  }
}
