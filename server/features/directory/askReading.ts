import { In } from 'typeorm'
import type { ChatPlatform, PlatformName } from '../../../bot/port'
import { DirectoryReading } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refusal } from '../../refusals'

const directoryNone = refusal(409, 'directory.none', '还没有接上飞书或企业微信，没有通讯录可读。请先照“检查安装”接好。')

const unread = {
  askedAt: null,
  dry: true,
  nightly: false,
  finishedAt: null,
  finishedDry: true,
  failure: null,
  outcome: null,
}

async function ask(work: Work, platform: PlatformName, wanted: Partial<DirectoryReading>): Promise<void> {
  await work.insertOnce(DirectoryReading, { platform, ...unread })
  await work.change(DirectoryReading, { platform }, { askedAt: work.now, ...wanted })
}

/** 党办 wants the directories read: only looked at, or carried out, then and every night from now on. */
export const askReading =
  (platforms: readonly ChatPlatform[]) =>
  async (work: Work, { dry }: Checked<'directory.ask'>): Promise<Output<'directory.ask'>> => {
    work.must('manageOrganisation')
    if (!platforms.length) throw directoryNone()
    for (const { name } of platforms) await ask(work, name, { dry, ...(dry ? {} : { nightly: true }) })
    const subjectId = work.who.personId
    await work.audit({ action: 'directory.ask', subjectKind: 'person', subjectId, change: { dry } })
    return { done: true }
  }

/** The night's reading, or one that the platform gives a reason for; where 党办 has had one carried out before. */
export async function heardOfDirectory(work: Work, platforms: readonly PlatformName[]): Promise<void> {
  if (!platforms.length) return
  const where = { platform: In([...platforms]), nightly: true }
  await work.change(DirectoryReading, where, { askedAt: work.now, dry: false })
}
