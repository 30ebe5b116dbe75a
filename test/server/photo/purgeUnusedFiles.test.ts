import { randomUUID } from 'node:crypto'
import { getMetadataArgsStorage } from 'typeorm'
import { Campaign, Pledge, StoredFile, StoredFilePart } from '../../../entities'
import type { Work } from '../../../server/database/work'
import { fileReferences, purgeUnusedFiles } from '../../../server/features/attachments/purgeUnusedFiles'
import { storeFile } from '../../../server/files/storedFiles'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'

describeEachDatabase('files that no record names', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
    house.setToday('2026-09-01')
  }, 60_000)
  afterAll(() => house.close())

  const ownerId = persona('member').personId
  const store = (purpose: StoredFile['purpose'], originalId?: string) => (work: Work) =>
    storeFile(work, {
      ownerId,
      purpose,
      mediaType: 'image/jpeg',
      width: 1,
      height: 1,
      content: Buffer.from(randomUUID()),
      ...(originalId ? { originalId } : {}),
    })
  const handIn = async (work: Work, photoId: string) => {
    const campaignId = randomUUID()
    const basis = { basisNumber: '〔2026〕9号', basisTitle: '通知', basisDay: '2026-09-01', openedDay: '2026-09-01' }
    const year = { id: campaignId, year: 2026, title: '三亮', dueDay: '2026-09-20', limitMode: 'TOTAL' as const }
    await work.insert(Campaign, {
      ...year,
      ...basis,
      state: 'OPEN',
      openedById: ownerId,
      rules: null,
      basisVersion: null,
      revision: 1,
    })
    const texts = { dutyText: '出纳', studyPledge: '学习', dutyPledge: '守责', integrityPledge: '清廉' }
    const consent = { publishConsent: true, photoConsent: true, limitMode: null, late: false, returnReason: null }
    const dates = { dueDay: '2026-09-20', submittedAt: work.now, publishedAt: null, publishedVersion: 0 }
    await work.insert(Pledge, {
      id: randomUUID(),
      campaignId,
      personId: ownerId,
      state: 'SUBMITTED',
      photoId,
      revision: 1,
      ...texts,
      ...consent,
      ...dates,
      packageId: null,
      paperPhotoDay: null,
    })
  }
  const purge = () => purgeUnusedFiles(house.database)
  const left = async () => (await house.source.manager.find(StoredFile)).map(({ id }) => id).sort()

  test('go after 30 days with all their pieces; a handed-in photo and its original stay', async () => {
    const [original, photo, unused] = await house.as(null, async (work) => {
      const first = await store('ID_PHOTO_ORIGINAL')(work)
      const used = await store('ID_PHOTO', first)(work)
      await handIn(work, used)
      const lonely = await store('ID_PHOTO_ORIGINAL')(work)
      return [first, used, [lonely, await store('ID_PHOTO', lonely)(work), await store('PICTURE')(work)]] as const
    })
    expect(await left()).toEqual([original, photo, ...unused].sort())
    house.setToday('2026-09-30')
    expect(await purge()).toBe(0)
    house.setToday('2026-10-02')
    const young = await house.as(null, store('PICTURE'))
    expect(await purge()).toBe(3)
    expect(await left()).toEqual([original, photo, young].sort())
    expect(await house.source.manager.count(StoredFilePart)).toBe(3)
    expect(await purge()).toBe(0)
  })
})

test('every column of every table that names a file is on the list: a new one cannot be forgotten', () => {
  const { columns } = getMetadataArgsStorage()
  const named = columns.flatMap(({ target, propertyName }) =>
    /(photo|picture|file|original)Id$/i.test(propertyName)
      ? [`${(target as { name: string }).name}.${propertyName}`]
      : [],
  )
  const listed = fileReferences.map(([entity, column]) => `${entity.name}.${column}`)
  expect(named.filter((one) => one !== 'StoredFilePart.fileId').sort()).toEqual(listed.sort())
})
