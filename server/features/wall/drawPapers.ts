import type { Campaign } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import type { FormFormat, FormHead, PosterData, PosterMember } from '../../files/forms/formData'
import { formMediaTypes, writeForm } from '../../files/forms/writeForm'
import { readFiles } from '../../files/storedFiles'
import { refusal } from '../../refusals'
import type { FileAnswer } from '../call'
import { findCampaign } from '../campaign'
import { printedTime } from '../documents'
import { type DepartmentDesk, requireDesk } from '../organisation'
import { type DepartmentWall, departmentWalls } from './departmentWall'
import { basisOf } from './wallFrame'
import { shownPhoto, type WallRow } from './wallSheets'

const wallNothing = refusal(422, 'wall.nothing', '{department}还没有公开的承诺书和岗区，没有可以打印的内容。')

export interface PaperSettings {
  /** Where people open the house; the QR code leads there. */
  publicUrl: string
  fontFolder: string | null
}

/** What the code on paper opens: the login first, then the wall of this department. No name, no token. */
const wallUrl = ({ publicUrl }: PaperSettings, departmentId: string): string =>
  `${publicUrl}/wall?department=${departmentId}`

const headOf = (work: Work, campaign: Campaign | null, desk: DepartmentDesk): FormHead => ({
  basis: campaign && basisOf(campaign),
  branch: desk.branchName,
  period: campaign && `${campaign.year}年`,
  version: null,
  generatedAt: printedTime(work.now),
  recordUrl: null,
})

const posterMember = (row: WallRow, photos: ReadonlyMap<string, Buffer>): PosterMember => ({
  photo: photos.get(shownPhoto(row) ?? '') ?? null,
  name: row.name,
  position: row.positionTitle,
  dutyText: row.dutyText,
  pledges: { studySkill: row.studyPledge, duty: row.dutyPledge, integrity: row.integrityPledge },
})

async function posterMembers(work: Work, sheets: readonly WallRow[]): Promise<PosterMember[]> {
  const photos = await readFiles(
    work,
    sheets.flatMap((row) => shownPhoto(row) ?? []),
  )
  return sheets.map((row) => posterMember(row, photos))
}

const posterPosts = (posts: DepartmentWall['posts']): Pick<PosterData, 'modelPosts' | 'areas'> => ({
  modelPosts: posts
    .filter(({ kind }) => kind === 'POST')
    .map(({ title, nomineeName, content }) => ({ title, member: nomineeName, content })),
  areas: posts
    .filter(({ kind }) => kind === 'AREA')
    .map(({ title, nomineeName, memberNames, goal }) => ({
      name: title,
      accountable: nomineeName,
      members: memberNames,
      goal,
    })),
})

const fileAnswer = (content: Buffer, name: string, format: FormFormat): FileAnswer => ({
  mediaType: formMediaTypes[format],
  fileName: `${name}.${format}`,
  content,
})

/**
 * The wall of one department on paper (R15, R20), exactly what the page shows: published sheets, photos only with consent.
 * Refuses with wall.nothing when nothing hangs there, and with document.noPdf where PDFs cannot be made.
 */
export const wallPoster =
  (settings: PaperSettings) =>
  async (work: Work, { departmentId, size, format }: Checked<'wall.poster'>): Promise<FileAnswer> => {
    const campaign = await findCampaign(work)
    const desk = await requireDesk(work, departmentId)
    const wall = (await departmentWalls(work, [departmentId])).get(departmentId)
    if (!wall || wall.sheets.length + wall.posts.length === 0) throw wallNothing({ department: desk.name })
    const poster: PosterData = {
      head: headOf(work, campaign, desk),
      paper: size,
      title: '党员“三亮”公开栏',
      department: desk.name,
      ...posterPosts(wall.posts),
      members: await posterMembers(work, wall.sheets),
      wallUrl: wallUrl(settings, departmentId),
    }
    return fileAnswer(await writeForm('poster', poster, format, settings), `${desk.name}公开栏${size}`, format)
  }

/** The plate for an office door whose code opens the department's wall (R15). */
export const wallQrPlate =
  (settings: PaperSettings) =>
  async (work: Work, { departmentId, format }: Checked<'wall.qrPlate'>): Promise<FileAnswer> => {
    const desk = await requireDesk(work, departmentId)
    const head = headOf(work, await findCampaign(work), desk)
    const url = wallUrl(settings, departmentId)
    const plate = { head, paper: 'A4' as const, department: desk.name, url, caption: null }
    return fileAnswer(await writeForm('qrPlate', plate, format, settings), `${desk.name}扫码牌`, format)
  }
