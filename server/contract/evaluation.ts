import { z } from 'zod'
import { voidCauseList } from '../domain/evaluation/voiding'
import { copyLength } from '../domain/sealing/safePrint'
import { evaluationRoundSteps } from '../domain/workflows/evaluationRound'
import { statesOf } from '../domain/workflows/steps'
import { day, done, id, reason, revision, text, words } from './common'
import type { Contract } from './contract'
import { recordFace } from './record'

const half = z.string().regex(/^\d{4}H[12]$/, '半年度不对')
const raterGroup = z.enum(['SELF', 'PEER', 'MASSES', 'ORG', 'SUPERIOR'])
const subjectKind = z.enum(['MEMBER', 'SECRETARY', 'ORG'])
const roundState = z.enum(statesOf(evaluationRoundSteps))
const roundSummary = z.strictObject({
  roundId: id,
  half,
  branchId: id,
  branchName: z.string(),
  state: roundState,
  stateName: z.string(),
  dueDay: day,
  votingToDay: day.nullable(),
  voters: z.number().int(),
  voted: z.number().int(),
  completedDay: day.nullable(),
  reportDueDay: day.nullable(),
  late: z.boolean(),
  revision,
})
const hundredths = z.number().int().nullable()
const result = z.strictObject({
  subjectId: id,
  kind: subjectKind,
  name: z.string(),
  departmentName: z.string(),
  graded: z.boolean(),
  /** In hundredths: 9111 is 91.11. Null where the group is too small to be shown. */
  groups: z.array(z.strictObject({ group: raterGroup, name: z.string(), mean: hundredths })),
  total: hundredths,
  suggestedGrade: z.string().nullable(),
  flags: z.array(z.string()),
  confirmedGrade: z.string().nullable(),
  confirmReason: z.string().nullable(),
  mayConfirm: z.boolean(),
})

const sheetSubject = z.strictObject({
  subjectId: id,
  kind: subjectKind,
  raterGroup,
  groupName: z.string(),
  name: z.string(),
  departmentName: z.string(),
  /** Whose right it is: one's own, or that of the predecessor in office whose sheet one enters. */
  voterId: id,
  /** Which ballot of this right lies on the roll, 0 for none. */
  revision: z.number().int(),
  /** Where 承诺 and 践诺 can be read; null when nothing hangs on the wall. */
  pledgeId: id.nullable(),
  dutyText: z.string().nullable(),
  pledges: z.array(z.string()),
})

/** A 监票码 as the phone sealed it to the process that asked for it (round.door), base64url. */
const sealedCode = z.base64url().max(140)
const lockPlace = z.union([z.literal(1), z.literal(2)])
/** The list of envelopes for which the phone gives the code, as it was shown there. */
const listHash = z.string().regex(/^[0-9a-f]{64}$/, '清单校验码不对')

/** What lies in the box since the vote was closed, and what the first step of its opening found. */
const roundBox = z.strictObject({
  envelopes: z.number().int(),
  listHash: z.string(),
  stripped: z
    .strictObject({
      passed: z.number().int(),
      /** By name for the 监票人 alone. */
      refused: z.array(z.string()),
      copied: z.array(z.string()),
      missing: z.number().int(),
      /** Ballots of groups that are too small to be opened. */
      unopened: z.number().int(),
      /** Groups that were large enough when the vote was closed and are not any more. */
      fell: z.number().int(),
      smallest: z.number().int().nullable(),
      asksWords: z.boolean(),
      /** Who has said why it goes on. */
      confirmed: z.array(z.string()),
    })
    .nullable(),
})

/** The two locks of a round, as its readers see them; null before its list is frozen. */
const roundLocks = z.strictObject({
  /** By the 监票码 of the 监票人; else the house holds the keys, as in rounds that were frozen before there were codes. */
  coded: z.boolean(),
  /** Who holds lock 1 and who lock 2, and whether it is set. */
  holders: z.array(
    z.strictObject({
      name: z.string(),
      set: z.boolean(),
      /** Whether the code is also sealed to a print in the safe; whether the slip is lost, while it is needed; whether that print was used. */
      copied: z.boolean(),
      lostDay: day.nullable(),
      bySafe: z.boolean(),
    }),
  ),
  /** The print that his code is to be sealed to as well, while he has his lock to set. */
  print: z.strictObject({ printId: id, publicKey: z.string() }).nullable(),
  /** Of which locks the reader may say that the slip is lost or found. */
  reports: z.array(lockPlace),
  /** The lock that the reader is to open with the print in his safe. */
  safe: lockPlace.nullable(),
  /** Eight digits by which people compare them, once both stand. */
  fingerprint: z.string().nullable(),
  /** The reader's own, where he is a 监票人; and the other one's public half, for the slip. */
  place: lockPlace.nullable(),
  other: z.string().nullable(),
})

export const evaluationContract = {
  'evaluation.open': {
    address: 'POST /evaluations',
    in: z.strictObject({
      half,
      title: text(120, '评价名称'),
      basisNumber: text(60, '依据文件文号'),
    }),
    out: z.strictObject({ evaluationId: id, rounds: z.number().int() }),
  },
  'evaluation.rounds': {
    address: 'GET /rounds',
    /** One half-year; without it the newest, and what an earlier one has left undone. */
    in: z.strictObject({ half: half.optional() }),
    out: z.strictObject({
      mayOpen: z.boolean(),
      /** The half-year that can be opened next; null when it is open already. */
      nextHalf: half.nullable(),
      /** Those there are, the newest first. */
      halves: z.array(half),
      rounds: z.array(roundSummary),
    }),
  },
  'round.read': {
    address: 'GET /rounds/:roundId',
    in: z.strictObject({ roundId: id }),
    out: z.strictObject({
      round: roundSummary,
      basisNumber: z.string(),
      templateVersion: z.string(),
      /** What the reader can do now, from the workflow table. */
      allowed: z.array(z.string()),
      face: recordFace,
      committeeCandidates: z.array(z.strictObject({ personId: id, name: z.string() })),
      /** How many 监票人 are to be named, while they are: two at the freeze, later as many as have left. */
      scrutineersToName: z.number().int(),
      scrutineers: z.array(z.string()),
      locks: roundLocks.nullable(),
      box: roundBox.nullable(),
      /** Once nothing is opened with a 监票码 any more: who has torn up his slip, and whether the reader has to. */
      slips: z.strictObject({ torn: z.array(z.string()), due: z.boolean() }).nullable(),
      /** Of what was counted, once it is. */
      checksum: z.string().nullable(),
      /** Counted before, and the database restored from a backup of before that: to be taken in (round.takeIn). */
      countKept: z.boolean(),
      /** That it was asked to declare the round void, and why. */
      voiding: z.strictObject({ cause: z.string(), reason: z.string(), decided: z.boolean() }).nullable(),
      subjects: z.array(
        z.strictObject({ subjectId: id, kind: subjectKind, name: z.string(), departmentName: z.string() }),
      ),
      turnout: z.array(
        z.strictObject({
          group: raterGroup,
          name: z.string(),
          issued: z.number().int(),
          returned: z.number().int(),
        }),
      ),
      /** People who have not voted and have no chat account: the secretary must reach them in person. */
      unreachable: z.array(z.string()),
      widenings: z.array(z.string()),
      /** Collective sheets still to be entered before the vote can close, by who enters them: the reader's own come first. */
      sheetsMissing: z.array(
        z.strictObject({ entrant: z.string().nullable(), mine: z.boolean(), sheets: z.array(z.string()) }),
      ),
      results: z.array(result).nullable(),
      /** Whether this reader is given the bundle of the count (round.bundle). */
      mayTakeBundle: z.boolean(),
      gradeChoices: z.strictObject({
        MEMBER: z.array(z.string()),
        SECRETARY: z.array(z.string()),
        ORG: z.array(z.string()),
      }),
      cap: z.number().int().nullable(),
      earliestVotingEnd: day,
      returnReason: z.string().nullable(),
    }),
  },
  'round.freeze': {
    address: 'POST /rounds/:roundId/freeze',
    in: z.strictObject({
      roundId: id,
      scrutineerIds: z.array(id).length(2, '请指定2名监票人'),
      /** 一票否决 (处分期内 and the like): best suggestion 基本合格. */
      vetoes: z
        .array(z.strictObject({ personId: id, documentNumber: text(80, '处分文件文号') }))
        .max(50)
        .default([]),
      revision,
    }),
    out: z.strictObject({ subjects: z.number().int(), voters: z.number().int(), widenings: z.array(z.string()) }),
  },
  'round.setLock': {
    address: 'POST /rounds/:roundId/lock',
    in: z.strictObject({
      roundId: id,
      /** The public half of the lock that his phone derived from the 监票码, a point as base64. */
      publicKey: z.base64().length(88),
      /** In the place of one that he has set before. */
      again: z.boolean().default(false),
      /** The code sealed to the print that lies in the safe of his lock; left out where none does. */
      copy: z.strictObject({ printId: id, sealed: z.base64().length(copyLength) }).optional(),
    }),
    /** Eight digits over both locks, once both stand. */
    out: z.strictObject({ fingerprint: z.string().nullable() }),
  },
  'round.openVoting': {
    address: 'POST /rounds/:roundId/open',
    in: z.strictObject({ roundId: id, votingToDay: day, revision }),
    out: done,
  },
  'round.renameScrutineers': {
    address: 'POST /rounds/:roundId/scrutineers',
    /** Those who take the place of who has left: as many. */
    in: z.strictObject({ roundId: id, scrutineerIds: z.array(id).min(1).max(2, '请指定2名监票人'), revision }),
    out: done,
  },
  'round.close': { address: 'POST /rounds/:roundId/close', in: z.strictObject({ roundId: id, revision }), out: done },
  'round.door': {
    address: 'GET /rounds/:roundId/door',
    in: z.strictObject({ roundId: id }),
    /** What a 监票码 is sealed to on its way: a key of the process that answers, as base64, and the list it is given for. */
    out: z.strictObject({ publicKey: z.string(), listHash: z.string(), envelopes: z.number().int() }),
  },
  'round.strip': {
    address: 'POST /rounds/:roundId/strip',
    in: z.strictObject({ roundId: id, revision, sealedCode, listHash }),
    out: done,
  },
  'round.confirmBox': {
    address: 'POST /rounds/:roundId/box/confirm',
    in: z.strictObject({ roundId: id, revision, reason }),
    out: done,
  },
  'round.tally': {
    address: 'POST /rounds/:roundId/tally',
    /**
     * `sealedCode` and `listHash`: of the second lock, where the 监票人 hold them. `despite`: why the count goes on without envelopes that
     * were found altered, where the house holds them.
     */
    in: z.strictObject({
      roundId: id,
      revision,
      sealedCode: sealedCode.optional(),
      listHash: listHash.optional(),
      despite: text(200, '原因').optional(),
    }),
    out: z.strictObject({ checksum: z.string() }),
  },
  'round.tearSlip': {
    address: 'POST /rounds/:roundId/slip/torn',
    in: z.strictObject({ roundId: id }),
    out: done,
  },
  'round.reportSlip': {
    address: 'POST /rounds/:roundId/slip/lost',
    /** `lost`: false where it was found again. */
    in: z.strictObject({ roundId: id, lock: lockPlace, lost: z.boolean(), reason: words(200, '原因').default('') }),
    out: done,
  },
  'round.safeCopy': {
    address: 'GET /rounds/:roundId/safe',
    in: z.strictObject({ roundId: id }),
    /** The 监票码 sealed to the print, what it must turn out to be, and what it is sealed to on its way. Nothing opens it here. */
    out: z.strictObject({
      place: lockPlace,
      printId: id,
      number: z.string(),
      printLock: z.string(),
      lock: z.string(),
      sealed: z.string(),
      door: z.string(),
      listHash: z.string(),
    }),
  },
  'round.openBySafe': {
    address: 'POST /rounds/:roundId/safe/open',
    in: z.strictObject({ roundId: id, revision, sealedCode, listHash }),
    /** Of the count, where it was the second lock. */
    out: z.strictObject({ checksum: z.string().nullable() }),
  },
  'round.takeIn': {
    address: 'POST /rounds/:roundId/takeIn',
    /** `checksum`: of the count, as the cards of its 监票人 show it. */
    in: z.strictObject({ roundId: id, revision, checksum: text(64, '计票校验码') }),
    out: z.strictObject({ checksum: z.string() }),
  },
  'round.verify': {
    address: 'GET /rounds/:roundId/verify',
    in: z.strictObject({ roundId: id }),
    /** What was counted, counted again from its bundle; what differs by name. */
    out: z.strictObject({ whole: z.boolean(), sentence: z.string(), faults: z.array(z.string()) }),
  },
  'round.bundle': {
    address: 'GET /rounds/:roundId/bundle.json',
    in: z.strictObject({ roundId: id }),
    out: 'file' as const,
  },
  'round.askVoid': {
    address: 'POST /rounds/:roundId/void/ask',
    in: z.strictObject({ roundId: id, revision, cause: z.enum(voidCauseList), reason }),
    out: done,
  },
  'round.decideVoid': {
    address: 'POST /rounds/:roundId/void/decide',
    in: z.strictObject({ roundId: id, revision, agree: z.boolean(), reason }),
    /** The round that takes its place, where it is void. */
    out: z.strictObject({ again: id.nullable() }),
  },
  'round.confirm': {
    address: 'POST /rounds/:roundId/confirm',
    in: z.strictObject({
      roundId: id,
      meeting: z.strictObject({
        heldDay: day,
        dueCount: z.number().int().min(1).max(100),
        presentCount: z.number().int().min(0).max(100),
        minutesNumber: text(60, '会议记录编号'),
      }),
      decisions: z
        .array(z.strictObject({ subjectId: id, grade: words(20, '等次'), reason: words(200, '理由').default('') }))
        .min(1)
        .max(500),
      revision,
    }),
    out: z.strictObject({ completed: z.boolean(), waitingFor: z.array(z.string()) }),
  },
  'round.table1': {
    address: 'GET /rounds/:roundId/table1.xlsx',
    in: z.strictObject({ roundId: id }),
    out: 'file' as const,
  },
  'round.report': { address: 'POST /rounds/:roundId/report', in: z.strictObject({ roundId: id, revision }), out: done },
  'round.acceptReport': {
    address: 'POST /rounds/:roundId/report/accept',
    in: z.strictObject({ roundId: id, revision }),
    out: done,
  },
  'round.returnReport': {
    address: 'POST /rounds/:roundId/report/return',
    in: z.strictObject({ roundId: id, reason, revision }),
    out: done,
  },
  'ballot.sheet': {
    address: 'GET /rounds/:roundId/sheet',
    in: z.strictObject({ roundId: id }),
    out: z.strictObject({
      half,
      branchName: z.string(),
      votingToDay: day,
      items: z.strictObject({
        MEMBER: z.array(z.strictObject({ title: z.string(), points: z.number().int(), hints: z.array(z.string()) })),
        SECRETARY: z.array(z.strictObject({ title: z.string(), points: z.number().int(), hints: z.array(z.string()) })),
        ORG: z.array(z.strictObject({ title: z.string(), points: z.number().int(), hints: z.array(z.string()) })),
      }),
      choices: z.array(z.strictObject({ value: z.string(), label: z.string() })),
      inputMode: z.enum(['GRADE', 'POINTS']),
      /** What ballots are sealed to: public locks as base64, and the eight digits by which people compare them. */
      locks: z.strictObject({ first: z.string(), second: z.string(), fingerprint: z.string() }).nullable(),
      /** Still to be rated. */
      subjects: z.array(sheetSubject),
      /** Rated already; what was chosen cannot be shown, another ballot can take its place until the vote is closed. */
      replaceable: z.array(sheetSubject),
      cast: z.number().int(),
    }),
  },
  'ballot.cast': {
    address: 'POST /rounds/:roundId/ballots',
    in: z.strictObject({
      roundId: id,
      ballots: z
        .array(
          z
            .strictObject({
              subjectId: id,
              raterGroup,
              /** Which ballot of this right it is: one more than the one that lies on the roll. */
              revision: revision.default(1),
              /** The outer envelope as the phone sealed it, base64url. */
              envelope: z.base64url().max(260).optional(),
              /** In its place, from a phone that cannot seal. */
              answers: words(60, '评价').optional(),
            })
            .refine(({ envelope, answers }) => (envelope === undefined) !== (answers === undefined), '请评价每一项'),
        )
        .min(1, '还没有评价任何人')
        .max(200),
      /** Of the meeting that adopted the sheets among them; asked for with those alone. */
      minutesNumber: text(60, '会议记录编号').optional(),
    }),
    out: z.strictObject({ cast: z.number().int(), left: z.number().int() }),
  },
  'ballot.receipts': {
    address: 'GET /rounds/:roundId/receipts',
    /** `whole`: with the list of all receipts, once it is fixed. */
    in: z.strictObject({ roundId: id, whole: z.enum(['yes']).optional() }),
    out: z.strictObject({
      stage: z.enum(['OPEN', 'CLOSED', 'COUNTED', 'VOIDED']),
      rights: z.array(
        z.strictObject({
          subjectId: id,
          raterGroup,
          groupName: z.string(),
          name: z.string(),
          /** Which ballot of this right lies on the roll, 0 for none. */
          revision: z.number().int(),
          /** SHA-256 of its outer envelope; null where none lies there, and where it is not as the house put it there. */
          receipt: z.string().nullable(),
          /** In a group too small to be opened. */
          unopened: z.boolean(),
        }),
      ),
      /** Something of this voter's did not open. */
      refused: z.boolean(),
      /** Fixed when the vote was closed; all its receipts one behind the other, 32 bytes each, as base64. */
      list: z
        .strictObject({ envelopes: z.number().int(), hash: z.string(), receipts: z.string().nullable() })
        .nullable(),
      /** Of what was counted. */
      checksum: z.string().nullable(),
    }),
  },
} satisfies Contract
