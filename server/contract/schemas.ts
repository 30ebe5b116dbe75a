import type { z } from 'zod'
import type { RouteName } from './paths'
import { attachmentShapes } from './shapes/attachment'
import { badgeShapes } from './shapes/badge'
import { documentShapes } from './shapes/document'
import { evaluationShapes } from './shapes/evaluation'
import { organisationShapes } from './shapes/organisation'
import { photoShapes } from './shapes/photo'
import { pledgeShapes } from './shapes/pledge'
import { pledgeYearShapes } from './shapes/pledgeYear'
import { postAreaShapes } from './shapes/postArea'
import { progressShapes } from './shapes/progress'
import { calendarShapes, sessionShapes } from './shapes/session'
import { signOrderShapes } from './shapes/signOrder'
import { twoLinksShapes } from './shapes/twoLinks'
import { wallShapes } from './shapes/wall'

/** 'file' stands for a body or an answer that is not JSON. */
export interface Shape {
  in: z.ZodType | 'file'
  out: z.ZodType | 'file'
}

/** What each call takes and gives, under the names of paths.ts; a missing name does not compile. */
export const schemas = {
  ...sessionShapes,
  ...calendarShapes,
  ...organisationShapes,
  ...pledgeShapes,
  ...photoShapes,
  ...attachmentShapes,
  ...pledgeYearShapes,
  ...postAreaShapes,
  ...wallShapes,
  ...badgeShapes,
  ...signOrderShapes,
  ...progressShapes,
  ...documentShapes,
  ...evaluationShapes,
  ...twoLinksShapes,
} satisfies Record<RouteName, Shape>

type Schemas = typeof schemas
/** What a caller passes. */
export type Input<Name extends RouteName> = Schemas[Name]['in'] extends z.ZodType ? z.input<Schemas[Name]['in']> : Blob
/** What a handler receives after checking. */
export type Checked<Name extends RouteName> = Schemas[Name]['in'] extends z.ZodType
  ? z.output<Schemas[Name]['in']>
  : Buffer
export type Output<Name extends RouteName> = Schemas[Name]['out'] extends z.ZodType
  ? z.output<Schemas[Name]['out']>
  : unknown
