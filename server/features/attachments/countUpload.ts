import { RateLimiterMemory } from 'rate-limiter-flexible'
import { refusal } from '../../refusals'

const uploadDaily = refusal(429, 'upload.daily', '今天已经传了{limit}个文件，请明天再传。')

/** Far more than anybody needs to show plates, postings and 践诺; files are kept for a month even when nothing uses them. */
export const uploadsPerDay = 200
const daySeconds = 86_400
const limiter = new RateLimiterMemory({ points: uploadsPerDay, duration: daySeconds })

/** Counts a file that is about to be stored, in this process's memory; refuses with upload.daily after 200 a day and person. */
export async function countUpload(personId: string): Promise<void> {
  try {
    await limiter.consume(personId)
  } catch {
    throw uploadDaily({ limit: uploadsPerDay })
  }
}
