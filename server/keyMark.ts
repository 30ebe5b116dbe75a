import { createHash } from 'node:crypto'
import type { DataSource } from 'typeorm'
import type { Config } from './config'
import { isDuplicate } from './database/faults'
import { hasNotes, makeNotes, notesTable, writeNote } from './database/instanceNotes'
import { StartRefused } from './database/startRefused'
import type { KeyFolder } from './sealing/keyFolder'

const rowName = 'keys'
/** As many characters as the note has room for: enough to tell keys apart, nothing of the key itself. */
const printLength = 32

const printOf = (keys: KeyFolder): string =>
  createHash('sha256').update('lianxinqiao house key').update(keys.house().export()).digest('hex').slice(0, printLength)

/** Made at the start, not with the first ballot: what is wrong with the folder is said while somebody looks. */
function readPrint(keys: KeyFolder): string {
  try {
    return printOf(keys)
  } catch {
    throw new StartRefused(
      'KEYS_DIR 指的目录不能读写，或里面的 house.key 已损坏，没有启动。请检查路径和权限，或从备份恢复这个文件。',
    )
  }
}

const otherKeys = () =>
  new StartRefused(
    'KEYS_DIR 里的钥匙不是这个数据库的：这里的评价选票是用另一把钥匙封的，没有启动。几台机器一起用时，KEYS_DIR 要是同一个共享目录；搬过机器或恢复过备份的，把原来的钥匙目录一起搬来。钥匙确实找不回来了，设 KEYS_LOST=on 再启动：已经投出、还没计票的评价要作废重投。',
  )

/**
 * A folder with other keys than those that the ballots of this database are sealed by would take ballots which nobody could
 * count, or refuse them one by one. The first instance leaves a print of its key; each later one must have the same, unless the
 * operator says that it is lost. Throws StartRefused. A demo begins anew as often as it likes.
 */
export async function refuseOtherKeys(
  source: DataSource,
  keys: KeyFolder,
  { demo, keysLost }: Pick<Config, 'demo' | 'keysLost'>,
): Promise<void> {
  if (demo) return
  const print = readPrint(keys)
  if (!(await hasNotes(source))) await makeNotes(source)
  const known = async () => {
    const [row] = await source.query(`select owner from ${notesTable} where name = ?`, [rowName])
    return (row as { owner: string } | undefined)?.owner
  }
  if (!(await known()))
    await writeNote(source, `insert into ${notesTable} (name, owner, beat) values (?, ?, 0)`, [rowName, print]).catch(
      (fault) => {
        // Another instance was first: what it left counts.
        if (!isDuplicate(fault)) throw fault
      },
    )
  if ((await known()) === print) return
  if (!keysLost) throw otherKeys()
  await writeNote(source, `update ${notesTable} set owner = ? where name = ?`, [print, rowName])
}
