import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** This version and the one before it. */
const versionsKept = 2

/** Newest first. */
async function versionsIn(kept: string): Promise<string[]> {
  const names = (await readdir(kept)).filter((name) => /^[\da-f]{16}$/.test(name))
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(kept, name))).mtimeMs })))
  return dated.sort((one, other) => other.at - one.at).map(({ name }) => name)
}

/**
 * Copies the page's files (`folder`/assets) into `kept`, where an update does not reach them, and drops all but the version
 * before. Two instances that share the folder may do it at once.
 */
export async function keepPageFiles(folder: string, kept: string): Promise<void> {
  const assets = join(folder, 'assets')
  if (!existsSync(assets)) return
  const version = createHash('sha256')
    .update((await readdir(assets)).sort().join('\n'))
    .digest('hex')
    .slice(0, 16)
  const own = join(kept, version)
  await mkdir(kept, { recursive: true })
  if (!existsSync(own)) {
    const making = `${own}.${randomUUID()}`
    await cp(assets, making, { recursive: true })
    // Another instance was first: its copy is the same.
    await rename(making, own).catch(() => rm(making, { recursive: true, force: true }))
  }
  const now = new Date()
  await utimes(own, now, now)
  const old = (await versionsIn(kept)).slice(versionsKept)
  await Promise.all(old.map((name) => rm(join(kept, name), { recursive: true, force: true })))
}

/** A file of the page by its address (`/assets/…`), which this version has no more but a page left open asks for; null for none. */
export async function pageFileBefore(kept: string, address: string): Promise<Buffer | null> {
  const name = /^\/assets\/([\w-][\w.-]*)$/.exec(address)?.[1]
  if (!name || !existsSync(kept)) return null
  for (const version of await versionsIn(kept)) {
    const path = join(kept, version, name)
    if (existsSync(path)) return readFileSync(path)
  }
  return null
}
