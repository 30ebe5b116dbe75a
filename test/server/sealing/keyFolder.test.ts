import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyFolder } from '../../../server/sealing/keyFolder'

describe('the folder of keys', () => {
  let folder: string
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'lxq-keys-')), 'keys')
  })
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

  it('makes the keys of a round once, the same for every instance that shares it', () => {
    const roundId = randomUUID()
    const [here, there] = [keyFolder(folder), keyFolder(folder)]
    expect(here.read(roundId)).toBeNull()
    const made = here.make(roundId)
    expect(there.make(roundId)).toEqual(made)
    expect(there.read(roundId)).toEqual(made)
    expect(there.wrapOf(roundId)?.export()).toEqual(made.wrap)
    expect(new Set([made.wrap, made.first.privateKey, made.second.privateKey].map(String)).size).toBe(3)
    expect(here.make(randomUUID()).wrap).not.toEqual(made.wrap)
    expect(here.rounds()).toHaveLength(2)
  })

  it('has one key of the house', () => {
    const key = keyFolder(folder).house().export()
    expect(key).toHaveLength(32)
    expect(keyFolder(folder).house().export()).toEqual(key)
  })

  it('leaves nothing of a round that was destroyed, and makes no trouble where nothing is left', () => {
    const roundId = randomUUID()
    const keys = keyFolder(folder)
    expect(keys.rounds()).toEqual([])
    keys.make(roundId)
    // A writer killed before it could remove its draft: the same secret under a name that nobody knows.
    writeFileSync(join(folder, `.${roundId}.round.${randomUUID()}`), 'secret')
    keys.destroy(roundId)
    keys.destroy(roundId)
    expect([keys.read(roundId), keys.wrapOf(roundId), keys.rounds()]).toEqual([null, null, []])
    expect(readdirSync(folder)).toEqual([])
  })

  it('is its owner’s alone', () => {
    const keys = keyFolder(folder)
    keys.house()
    keys.make(randomUUID())
    expect(statSync(folder).mode & 0o077).toBe(0)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
  })

  it.each(['../x', '', 'house', 'A'.repeat(36)])('keeps none under “%s”', (name) => {
    expect(() => keyFolder(folder).make(name)).toThrow()
  })
})
