import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, globSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { passingFolder } from './passingFolder.ts'

/**
 * A small shell stands between us and every program we start. It holds the reading end of a pipe of ours: when we
 * close it, or end in any way (SIGKILL too), the shell ends the program it started itself, and then whatever that one
 * started and left behind (jest its workers): all of them are of the shell's own group. So nothing is ever left behind,
 * and no number is ever signalled that could meanwhile belong to somebody else's program.
 */
const keeper = `
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
exec >/dev/null 2>&1
echo "$child" > "$PID_FILE.new" && mv "$PID_FILE.new" "$PID_FILE"
{ read -r _ <&3; : > "$PID_FILE.ended"; kill -s "$END_SIGNAL" "$child"; sleep 5; kill -s KILL "$child"; } &
watcher=$!
wait "$child"; status=$?
kill "$watcher"
[ -e "$PID_FILE.ended" ] && { rm -rf "$FOLDER"; kill -s KILL 0; }
exit "$status"
`

export interface OwnedChildOptions {
  /** Folder for the program's files; removed together with it. One is made when none is given. */
  folder?: string
  /** Where both output streams go; the default is two pipes to read from. */
  logFile?: string
  environment?: Record<string, string | undefined>
  endSignal?: 'TERM' | 'KILL'
}

export interface OwnedChild {
  readonly process: ChildProcess
  readonly folder: string
  /** The program's exit code; 128 + signal when it was killed. */
  readonly ended: Promise<number>
  pid(): number
  /** Ends the program, removes its folder; done when both are gone. */
  end(): Promise<void>
}

/** A folder of this run, outside the checkout, short enough for a socket path (107 characters). */
export function newFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `lxq-${name}-`))
}

/** Removes what runs of former days left behind when they were killed in the middle of making a folder. */
export function removeOldFolders(): void {
  const dayAgo = Date.now() - 24 * 3600 * 1000
  const changed = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  const places = [...new Set([tmpdir(), passingFolder()])]
  const folders = places.flatMap((place) => globSync('lxq-*', { cwd: place }).map((name) => join(place, name)))
  for (const path of folders.filter((folder) => changed(folder) < dayAgo))
    rmSync(path, { recursive: true, force: true })
}

/** Starts a program that cannot outlive this one. */
export function startOwned(command: string, parameters: string[], options: OwnedChildOptions = {}): OwnedChild {
  const folder = options.folder ?? newFolder('run')
  mkdirSync(folder, { recursive: true })
  const pidFile = join(folder, 'pid')
  rmSync(pidFile, { force: true })
  const output = options.logFile === undefined ? 'pipe' : openSync(options.logFile, 'a')
  const child = spawn('sh', ['-c', keeper, 'keeper', command, ...parameters], {
    // Ctrl-C reaches the whole group of the terminal; ending is our decision alone.
    detached: true,
    stdio: ['pipe', output, output],
    env: {
      ...process.env,
      ...options.environment,
      PID_FILE: pidFile,
      FOLDER: folder,
      END_SIGNAL: options.endSignal ?? 'TERM',
    },
  })
  if (typeof output === 'number') closeSync(output)
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
  return {
    process: child,
    folder,
    ended,
    pid: () => Number(readFileSync(pidFile, 'utf8')),
    end: async () => {
      child.ref()
      child.stdin?.end()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
