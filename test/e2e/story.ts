import { walk } from '../support/walk'
import { closeStage, faultsOf, openStage, type Stage } from './stage'
import { consentRulesWall, handInPackage, nudge, othersHandIn, returnOne } from './storyBranch'
import {
  closeAndTally,
  confirmGrades,
  openRound,
  openVoting,
  othersVote,
  reportTable1,
  scoreOnPhones,
} from './storyEvaluation'
import {
  cardsAreDone,
  everyMemberHasOneCardADay,
  moveToReminder,
  openCampaign,
  openFromCard,
  reloadAndAddPhoto,
  storedPhotoIsClean,
  submitOverWeakNetwork,
  writeWords,
} from './storyPledge'
import { logInCard, logOnPage, logThreeLinks } from './storyVisits'

async function tellPledge(stage: Stage): Promise<void> {
  await openCampaign(stage)
  await moveToReminder(stage)
  const page = await openFromCard(stage)
  await writeWords(stage, page)
  await reloadAndAddPhoto(stage, page)
  await submitOverWeakNetwork(stage, page)
  await storedPhotoIsClean(stage)
  await cardsAreDone(stage)
  await everyMemberHasOneCardADay(stage, 'memberSecond')
}

async function tellBranch(stage: Stage): Promise<void> {
  const { missing, unwilling } = await othersHandIn(stage)
  const page = await nudge(stage, missing)
  await returnOne(stage, page)
  await handInPackage(stage, page, missing)
  await consentRulesWall(stage, unwilling)
}

async function tellEvaluation(stage: Stage): Promise<void> {
  const round = await openRound(stage)
  await openVoting(stage, round)
  await scoreOnPhones(stage, round)
  await othersVote(stage, round)
  await closeAndTally(stage, round)
  await confirmGrades(stage, round)
  await reportTable1(stage, round)
}

async function tellVisits(stage: Stage): Promise<void> {
  await logInCard(stage)
  await logOnPage(stage)
  await logThreeLinks(stage)
}

/** The story a–e of the first issue, from the campaign to 表1 and the visits, in one house on one chat platform. */
export function tellStory(platform: Stage['platform'], name: string): void {
  describe(`the year of a house on ${name}`, () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await openStage(platform, true)
    })
    afterAll(() => closeStage(stage))

    walk(
      ['R00', 'R17', 'R18', 'R21', 'R22', 'R23', 'R24', 'R25'],
      'begins with the campaign; a member is reminded and hands in the 承诺书 with its photo',
      () => tellPledge(stage),
    )

    walk(['R19', 'R26'], 'has the branch collect what there is and report it to 党办, who takes it in', () =>
      tellBranch(stage),
    )

    walk(['R51', 'R57'], 'evaluates members, 书记 and 党组织 and reports 表1', () => tellEvaluation(stage))

    it('ends with the visits', () => tellVisits(stage))

    it('met no script fault and nothing axe calls serious, and every card is in plain words', async () => {
      expect(await faultsOf(stage)).toEqual([])
    })
  })
}
