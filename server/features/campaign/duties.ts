import { Not } from 'typeorm'
import { doneCard } from '../../../bot/cards/done'
import { Campaign, EvaluationCampaign, LeaderLink, Person } from '../../../entities'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { dutiesInSeason, dutyWords, type OfficeDuty, type OfficeDutyName } from '../../domain/officeDuties'
import type { OwedDuty } from '../../domain/reminders/facts'
import { loadHolidays } from '../calendar'

/** 党员领导干部 without a link of that year that is still theirs. */
const leadersWithoutLinks = (work: Work, year: number): Promise<number> =>
  work.manager
    .createQueryBuilder(Person, 'person')
    .where("person.leadingCadre = :yes and person.politicalStatus <> 'MASSES'", { yes: true })
    .andWhere("person.dutyStatus not in ('LEFT', 'RETIRED')")
    .andWhere((query) => {
      const own = query.subQuery().select('1').from(LeaderLink, 'link')
      const open = own.where('link.leaderId = person.id and link.year = :year and link.closedDay is null')
      return `not exists ${open.getQuery()}`
    })
    .setParameter('year', year)
    .getCount()

/** Of how many each is still to be done; 0 when it is done. */
const open: Record<OfficeDutyName, (work: Work, period: string) => Promise<number>> = {
  campaign: async (work, period) =>
    (await work.manager.existsBy(Campaign, { year: Number(period), state: Not('CANCELLED') })) ? 0 : 1,
  evaluation: async (work, half) => ((await work.manager.existsBy(EvaluationCampaign, { half })) ? 0 : 1),
  threeLinks: (work, period) => leadersWithoutLinks(work, Number(period)),
  holidays: async (work, period) => ((await loadHolidays(work)).covers(Number(period)) ? 0 : 1),
}

/** What 党办 has to begin by now and has not: one statement for each whose time it is. */
export async function owedDuties(work: Work): Promise<OwedDuty[]> {
  const owed: OwedDuty[] = []
  for (const duty of dutiesInSeason(work.today)) {
    const count = await open[duty.name](work, duty.period)
    if (count) owed.push({ ...duty, count })
  }
  return owed
}

/** The cards that asked for it come to their end, where nothing of it is left. */
export async function endDuties(work: Work, name: OfficeDutyName): Promise<void> {
  const ended: OfficeDuty[] = []
  for (const duty of dutiesInSeason(work.today))
    if (duty.name === name && !(await open[name](work, duty.period))) ended.push(duty)
  for (const duty of ended) {
    const { title, path } = dutyWords(duty, 0)
    const said = { title: '已经办理', line: title, who: work.actor?.name ?? '系统', at: work.now, path }
    await work.finishCards(subjectFor.officeDuty(duty.name, duty.period), doneCard(said))
  }
}
