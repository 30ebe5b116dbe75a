import type { progressContract } from '../../contract/progress'
import type { Calls } from '../call'
import { progressWorkbook } from './drawWorkbook'
import { progressBoard, progressList } from './readBoard'
import { progressTrend } from './readTrend'

export const progressCalls = {
  'progress.board': { asks: ['readProgress'], run: progressBoard },
  'progress.list': { asks: ['readProgressNames'], run: progressList },
  'progress.trend': { asks: ['readProgress'], run: progressTrend },
  'progress.sheet': { asks: ['readProgressNames'], run: progressWorkbook },
} satisfies Calls<typeof progressContract>
