import { pledgeNames } from '../../domain/wording/pledgeNames'
import type { FormPhoto, FormText, ThreePledges } from './formData'
import { photoPicture } from './formPictures'
import { printable } from './formText'
import { type Cell, cell, type Run, type TextBlock, text } from './layout'

/** 2寸; the taller 35×53 of some photographers fits too. */
export const photoBox = { width: 35, height: 53 }

/** The photo, or the words that ask for one. */
export function photoCell(
  photo: FormPhoto,
  box: { width: number; height: number },
  style: Partial<Omit<Cell, 'blocks'>> = {},
): Cell {
  if (photo) return cell([photoPicture(photo, box)], style)
  const words = ['照片', '（2寸红底）'].map((line) => text(line, { size: 10, align: 'center', color: '808080' }))
  return cell(words, style)
}

/** The three pledges with their headings, in the notice's order (R21). */
export const pledgeLines = ({
  studySkill,
  duty,
  integrity,
}: ThreePledges): { heading: string; content: FormText }[] => [
  { heading: `一、${pledgeNames.study}`, content: studySkill },
  { heading: `二、${pledgeNames.duty}`, content: duty },
  { heading: `三、${pledgeNames.integrity}`, content: integrity },
]

/** A heading and what follows it, on one line. */
export function headed(heading: string, content: FormText, style: Parameters<typeof text>[1] = {}): TextBlock {
  const runs: Run[] = [
    { text: `${heading}：`, face: 'heading' },
    { text: printable(content), face: 'body' },
  ]
  return text(runs, style)
}
