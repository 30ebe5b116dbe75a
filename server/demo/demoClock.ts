import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../database/work'
import { type CalendarDay, dayOfInstant, instantOf, toCalendarDay } from '../domain/calendar/calendarDay'
import { demoBackwards } from '../refusals'

/** The first working Monday of the demo year's September: 13 days before 9月20日, so the first campaign can be lived through. */
const firstDay = toCalendarDay('2026-09-07')
const morningMinute = 10 * 60 + 5

const firstOffset = (): number => instantOf(firstDay, morningMinute) - Date.now()

/**
 * The demo's "today": real time runs on from a chosen day. It only moves forward, as time does, since a reminder already sent
 * cannot be unsent; back to the first day only with everything that has happened (startOver). Kept in a file, so that a restart goes on where it stopped.
 */
export class DemoClock implements Clock {
  private offset: number

  constructor(private readonly file: string) {
    this.offset = existsSync(file) ? Number(JSON.parse(readFileSync(file, 'utf8')).offset) : firstOffset()
  }

  now(): number {
    return Date.now() + this.offset
  }

  get today(): CalendarDay {
    return dayOfInstant(this.now())
  }

  /** Sets the day, at 10:05 in the morning; refuses to go back. */
  moveTo(day: CalendarDay): void {
    if (day < this.today) throw demoBackwards({ today: this.today })
    if (day === this.today) return
    this.offset = instantOf(day, morningMinute) - Date.now()
    mkdirSync(dirname(this.file), { recursive: true })
    writeFileSync(this.file, JSON.stringify({ offset: this.offset }))
  }

  /** The first morning again: for a house that is filled anew. */
  startOver(): void {
    this.offset = firstOffset()
    rmSync(this.file, { force: true })
  }
}
