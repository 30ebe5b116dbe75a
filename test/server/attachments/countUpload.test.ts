import { randomUUID } from 'node:crypto'
import { countUpload, uploadsPerDay } from '../../../server/features/attachments/countUpload'

describe('the files one person may send in a day', () => {
  it('are enough for every plate and posting, and end with a sentence that says when to go on', async () => {
    const [busy, other] = [randomUUID(), randomUUID()]
    for (let sent = 0; sent < uploadsPerDay; sent += 1) await countUpload(busy)
    await expect(countUpload(busy)).rejects.toMatchObject({
      status: 429,
      message: '今天已经传了200个文件，请明天再传。',
    })
    await expect(countUpload(other)).resolves.toBeUndefined()
  })
})
