/** What can be wrong with a text or a photo; the sentence for each code is in `sentences.ts`. */
export type IssueCode =
  | 'duty.empty'
  | 'duty.tooLong'
  | 'duty.onlyPunctuation'
  | 'duty.phoneNumber'
  | 'duty.forbiddenCharacter'
  | 'pledge.missing'
  | 'pledge.onlyPunctuation'
  | 'pledge.repeated'
  | 'pledge.totalTooLong'
  | 'pledge.itemTooLong'
  | 'pledge.forbiddenCharacter'
  | 'pledge.noNumberOrTime'
  | 'pledge.onlySlogans'
  | 'pledge.pastDay'
  | 'note.empty'
  | 'note.tooShort'
  | 'note.tooLong'
  | 'note.onlyPunctuation'
  | 'note.personalNumber'
  | 'text.broken'
  | 'text.privateUse'
  | 'text.numberLikeId'
  | 'text.diseaseWord'
  | 'photo.landscape'
  | 'photo.tooNarrow'
  | 'photo.wrongAspect'
  | 'photo.notRed'

/**
 * One finding, as plain data that travels unchanged between phone and server. `actual` and `limit` count characters or
 * pixels; of a character that was lost `actual` says which it is.
 */
export type Issue = {
  readonly field: string
  readonly code: IssueCode
  readonly actual?: number
  readonly limit?: number
}
