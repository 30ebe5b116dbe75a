import { setImmediate } from 'node:timers/promises'
import { areaForm } from './areaForm'
import { contactRosterForm } from './contactRosterForm'
import { deskPlate } from './deskPlate'
import { drawDocx } from './docxFile'
import { fitSheet } from './fitting'
import type { FormDataByName, FormFormat, FormName, FormSettings } from './formData'
import type { Sheet } from './layout'
import { nominationForm } from './nominationForm'
import { drawPdf } from './pdfRenderer'
import { pledgeSheet } from './pledgeSheet'
import { qrPlate } from './qrPlate'
import { wallPoster } from './wallPoster'

export { pdfAvailable, requirePdf } from './pdfRenderer'

const forms: { [Name in FormName]: (data: FormDataByName[Name]) => Sheet } = {
  contactRoster: contactRosterForm,
  nomination: nominationForm,
  area: areaForm,
  pledge: pledgeSheet,
  deskPlate,
  poster: wallPoster,
  qrPlate,
}

/**
 * One document of 附件1 as a file (rules §5.1–§5.3). Refuses with document.noPdf where PDFs cannot be made, and with
 * photo.unreadable for a photo that is no JPEG. The same data gives the same bytes.
 */
export async function writeForm<Name extends FormName>(
  form: Name,
  data: FormDataByName[Name],
  format: FormFormat,
  settings: FormSettings,
): Promise<Buffer> {
  // Drawing takes a few milliseconds of pure work: of a batch, no other request may wait for more than one.
  await setImmediate()
  const sheet = fitSheet(forms[form](data))
  return format === 'pdf' ? drawPdf(sheet, settings) : drawDocx(sheet)
}

export const formMediaTypes: Record<FormFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}
