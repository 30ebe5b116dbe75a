import { Column, type ColumnOptions, ForeignKey, PrimaryColumn } from 'typeorm'

/**
 * The column kinds of this product. Each is one SQL type that SQLite, MySQL and MariaDB store and hand back alike;
 * entities use nothing else, so one schema serves all of them.
 */
type Extra = Omit<ColumnOptions, 'type'>

/** 64-bit integers arrive as text from MySQL and as numbers from SQLite. */
const asNumber = {
  to: (value: number | null | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
}

/** Primary key: a UUID, 36 characters. Given by the application, so that a phone can name a record before it is sent. */
export const Id = () => PrimaryColumn({ type: 'varchar', length: 36 })
/** Part of a composite primary key, or a key in words. */
export const KeyText = (length: number) => PrimaryColumn({ type: 'varchar', length })
export const KeyNumber = () => PrimaryColumn({ type: 'int' })
/** Another record's id without a constraint: the record may be of any kind, or gone. */
export const Ref = (extra: Extra = {}) => Column({ type: 'varchar', length: 36, ...extra })
/** Another record's id; the database refuses one that does not exist. Nothing is deleted by cascade, ever. */
export const RefTo =
  (target: () => new () => object, extra: Extra = {}): PropertyDecorator =>
  (owner, property) => {
    Column({ type: 'varchar', length: 36, ...extra })(owner, property as string)
    ForeignKey(target)(owner, property as string)
  }
/** The same as part of a composite primary key. */
export const KeyRefTo =
  (target: () => new () => object): PropertyDecorator =>
  (owner, property) => {
    PrimaryColumn({ type: 'varchar', length: 36 })(owner, property as string)
    ForeignKey(target)(owner, property as string)
  }
/** A calendar day 'YYYY-MM-DD' in Asia/Shanghai. */
export const Day = (extra: Extra = {}) => Column({ type: 'varchar', length: 10, ...extra })
/** An instant: UTC milliseconds since 1970. Set by the application, never by the database (its clock zone differs). */
export const Instant = (extra: Extra = {}) => Column({ type: 'bigint', transformer: asNumber, ...extra })
export const ShortText = (length: number, extra: Extra = {}) => Column({ type: 'varchar', length, ...extra })
/** Up to 65,535 bytes. */
export const LongText = (extra: Extra = {}) => Column({ type: 'text', ...extra })
/** A JSON value kept as text, up to 65,535 bytes. */
export const Json = (extra: Extra = {}) => Column({ type: 'simple-json', ...extra })
export const Whole = (extra: Extra = {}) => Column({ type: 'int', ...extra })
export const YesNo = (extra: Extra = {}) => Column({ type: 'boolean', ...extra })
/** Optimistic lock: counted up by every change (database/work.ts), 1 at first. */
export const Revision = () => Column({ type: 'int' })
/** At most 60,000 bytes a piece: BLOB is the one binary type all three databases know. */
export const Bytes = () => Column({ type: 'blob' })
