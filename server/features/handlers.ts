import type { RouteName } from '../contract/paths'
import type { Output } from '../contract/schemas'
import type { Database } from '../database/work'
import type { UploadedPhoto } from '../files/idPhoto'
import type { Attachment } from '../files/picture'
import type { KeptJpeg } from '../files/pictureFile'
import { type Handler, prepared } from '../web/route'
import { readDocument, readPicture, uploadDocument, uploadPicture } from './attachments/attachments'
import { readBadgeMembers, readBranchBadges, readMyBadges } from './badge/readInspections'
import { followUpInspection, recordInspection, voidInspection } from './badge/recordInspection'
import { calendarDays, setCalendarDay } from './calendar/holidays'
import { batchDownloads, listBatches, startBatch } from './documents/batches'
import { postAreaSummary } from './documents/postAreaSummary'
import { documentForm } from './documents/singleForm'
import { readSheet } from './evaluation/ballotSheet'
import { downloadTable1 } from './evaluation/branchTable1'
import { castBallots } from './evaluation/castBallots'
import { closeRound } from './evaluation/closeRound'
import { confirmRound } from './evaluation/confirmRound'
import { freezeRound } from './evaluation/freezeRound'
import { listRounds } from './evaluation/listRounds'
import { openEvaluation } from './evaluation/openEvaluation'
import { openVoting } from './evaluation/openVoting'
import { readRound } from './evaluation/readRound'
import { acceptReport, returnReport, submitReport } from './evaluation/reportRound'
import { tallyVotes } from './evaluation/tallyVotes'
import { myFulfilments, recordFulfilment, voidFulfilment } from './fulfilment/fulfilments'
import { endGrant, grantRole } from './organisation/grants'
import { linkAccount, type PlatformTenants } from './organisation/linkAccount'
import { listPeople, readPerson } from './organisation/people'
import { transferPerson } from './organisation/transfers'
import { readTree } from './organisation/tree'
import { amendPledge, discardAmendment } from './pledge/amendPledge'
import { readBranchPledges, readPledge } from './pledge/branchPledges'
import { currentCampaign, setLimitMode, setRules } from './pledge/campaigns'
import { nudgeMembers, returnPledge } from './pledge/collectPledges'
import { acceptPackage, returnPackage } from './pledge/decidePackage'
import { listPackages } from './pledge/listPackages'
import { myPledge } from './pledge/myPledge'
import { openCampaign } from './pledge/openCampaign'
import { paperReceived } from './pledge/paperPhoto'
import { type CutPhoto, cropPhoto, readPhoto, uploadPhoto } from './pledge/photos'
import { setConsent } from './pledge/setConsent'
import { submitPackage } from './pledge/submitPackage'
import { submitPledge } from './pledge/submitPledge'
import { readBoard } from './postArea/board'
import { collect } from './postArea/collect'
import { consult, giveOpinion } from './postArea/consult'
import { designateLead } from './postArea/designateLead'
import { askExemption, decideExemption, listExemptions } from './postArea/exemptions'
import { fillForm } from './postArea/fillForm'
import { confirmHalfYear } from './postArea/halfYear'
import { decidePostArea, returnByBranch, reviewContent } from './postArea/judge'
import { myPostAreas } from './postArea/mine'
import { openPosts } from './postArea/opening'
import { hangPlate, removePlate } from './postArea/plates'
import { readPostArea } from './postArea/read'
import { changeNominee, recommend } from './postArea/recommend'
import { startPostArea } from './postArea/startPostArea'
import { resume, suspend, voidPostArea } from './postArea/suspend'
import { importReferences } from './postReference/importReferences'
import { listReferences, removeReference, saveReference } from './postReference/postReferences'
import type { ReadReferences } from './postReference/readReferences'
import { referenceTemplate } from './postReference/template'
import { progressBoard, progressList } from './progress/progressBoard'
import { progressSheet } from './progress/progressSheet'
import { progressTrend } from './progress/progressTrend'
import { applyRoster, checkRoster, listImports, type ReadyImport } from './roster/importRoster'
import { rosterTemplate } from './roster/template'
import { undoImport } from './roster/undoImport'
import { readSession, setTextStep } from './session/session'
import { confirmDeletion, exportPlates, type ReadyExport, readExportFile } from './signOrder/exportPlates'
import { approveOrder, reviewOrder, submitOrder } from './signOrder/judgeOrder'
import { listOrders } from './signOrder/listOrders'
import { readLines } from './signOrder/orderLines'
import { answerProof, sendProof } from './signOrder/proofs'
import { quoteOrder } from './signOrder/quoteOrder'
import { readOrder } from './signOrder/readOrder'
import { cancelOrder, closeOrder, payOrder } from './signOrder/settleOrder'
import { signForDelivery } from './signOrder/signForDelivery'
import { startOrder } from './signOrder/startOrder'
import { hideOpinion, readOpinions } from './supervision/opinions'
import { type ReadyOpinion, submitOpinion } from './supervision/submitOpinion'
import { myTasks } from './tasks/tasks'
import { assignThreeLinks, logThreeLinks, myThreeLinks, threeLinksBoard, voidThreeLinks } from './threeLinks/threeLinks'
import { logVisit, myVisits, readContacts, voidVisit } from './visit/visits'
import { listPostings, recordPosting } from './wall/postings'
import { wallPoster, wallQrPlate } from './wall/wallPapers'
import { readWall, readWallPledge } from './wall/wallPledges'
import { readWallPosts } from './wall/wallPosts'

/** Login calls live in web/login.ts: they talk to a platform and set the cookie. */
type HandledName = Exclude<RouteName, 'login.options' | 'login.byCode' | 'session.end'>
export type Handlers = { [Name in HandledName]: Handler<Name> }

export interface HandlerSettings {
  demo: boolean
  tenants: PlatformTenants
  /** Where people open the house: what a QR code on paper leads to. */
  publicUrl: string
  /** Where the Chinese fonts for PDF files are; null looks in the usual places. */
  fontFolder: string | null
  /** R32: whether an order is closed only with the number of the meeting that decided it. */
  signMinutesRequired: boolean
  /** Where bulk documents are made while they are downloaded. */
  dataFolder: string
}

const houseHandlers = ({ demo }: HandlerSettings) => ({
  'session.mine': readSession(demo),
  'session.setTextStep': setTextStep,
  'tasks.mine': myTasks,
  'calendar.days': calendarDays,
  'calendar.setDay': setCalendarDay,
})

const organisationHandlers = ({ tenants }: HandlerSettings) => ({
  'organisation.tree': readTree,
  'organisation.people': listPeople,
  'organisation.person': readPerson,
  'organisation.grantRole': grantRole,
  'organisation.endGrant': endGrant,
  'organisation.transfer': transferPerson,
  'organisation.linkAccount': linkAccount(tenants),
  'roster.template': rosterTemplate,
  'roster.check': prepared<'roster.check', Output<'roster.check'>>(checkRoster(tenants)),
  'roster.apply': prepared<'roster.apply', ReadyImport>(applyRoster(tenants)),
  'roster.imports': listImports,
  'roster.undo': undoImport,
})

const threeShowsHandlers = {
  'campaign.current': currentCampaign,
  'campaign.open': openCampaign,
  'campaign.setLimitMode': setLimitMode,
  'campaign.setRules': setRules,
  'photo.upload': prepared<'photo.upload', UploadedPhoto>(uploadPhoto),
  'photo.crop': prepared<'photo.crop', CutPhoto>(cropPhoto),
  'photo.read': readPhoto,
  'attachment.uploadPicture': prepared<'attachment.uploadPicture', KeptJpeg>(uploadPicture),
  'attachment.readPicture': readPicture,
  'attachment.uploadDocument': prepared<'attachment.uploadDocument', Attachment>(uploadDocument),
  'attachment.readDocument': readDocument,
  'pledge.mine': myPledge,
  'pledge.submit': submitPledge,
  'pledge.setConsent': setConsent,
  'pledge.branch': readBranchPledges,
  'pledge.read': readPledge,
  'pledge.nudge': nudgeMembers,
  'pledge.return': returnPledge,
  'package.submit': submitPackage,
  'package.list': listPackages,
  'package.accept': acceptPackage,
  'package.return': returnPackage,
}

/** Made anew for every app: it counts in memory how many opinions a person gave that day. */
const pledgeYearHandlers = () => ({
  'pledge.amend': amendPledge,
  'pledge.discardAmendment': discardAmendment,
  'pledge.paperReceived': paperReceived,
  'fulfilment.mine': myFulfilments,
  'fulfilment.record': recordFulfilment,
  'fulfilment.void': voidFulfilment,
  'postReference.list': listReferences,
  'postReference.save': saveReference,
  'postReference.template': referenceTemplate,
  'postReference.import': prepared<'postReference.import', ReadReferences>(importReferences),
  'postReference.remove': removeReference,
  'supervision.submit': prepared<'supervision.submit', ReadyOpinion>(submitOpinion()),
  'supervision.branch': readOpinions,
  'supervision.hide': hideOpinion,
})

const wallHandlers = (settings: HandlerSettings) => ({
  'wall.list': readWall,
  'wall.posts': readWallPosts,
  'wall.pledge': readWallPledge,
  'wall.poster': wallPoster(settings),
  'wall.qrPlate': wallQrPlate(settings),
  'posting.list': listPostings,
  'posting.record': recordPosting,
})

const badgeHandlers = {
  'badge.branch': readBranchBadges,
  'badge.members': readBadgeMembers,
  'badge.record': recordInspection,
  'badge.followUp': followUpInspection,
  'badge.void': voidInspection,
  'badge.mine': readMyBadges,
}

const postAreaHandlers = {
  'postArea.board': readBoard,
  'postArea.mine': myPostAreas,
  'postArea.read': readPostArea,
  'postArea.open': openPosts,
  'postArea.start': startPostArea,
  'postArea.recommend': recommend,
  'postArea.consult': consult,
  'postArea.giveOpinion': giveOpinion,
  'postArea.fill': fillForm,
  'postArea.review': reviewContent,
  'postArea.decide': decidePostArea,
  'postArea.changeNominee': changeNominee,
  'postArea.returnByBranch': returnByBranch,
  'postArea.collect': collect,
  'postArea.hangPlate': hangPlate,
  'postArea.confirmHalfYear': confirmHalfYear,
  'postArea.suspend': suspend,
  'postArea.resume': resume,
  'postArea.remove': removePlate,
  'postArea.void': voidPostArea,
  'exemption.ask': askExemption,
  'exemption.list': listExemptions,
  'exemption.decide': decideExemption,
  'group.designateLead': designateLead,
}

const progressHandlers = {
  'progress.board': progressBoard,
  'progress.list': progressList,
  'progress.trend': progressTrend,
  'progress.sheet': progressSheet,
}

const documentHandlers = (settings: HandlerSettings, database: Database) => ({
  'document.form': documentForm(settings),
  'document.postAreaSummary': postAreaSummary,
  'document.startBatch': startBatch,
  'document.batches': listBatches,
  ...batchDownloads(database, settings),
})

const threeEvaluationsHandlers = {
  'evaluation.open': openEvaluation,
  'evaluation.rounds': listRounds,
  'round.read': readRound,
  'round.freeze': freezeRound,
  'round.openVoting': openVoting,
  'round.close': closeRound,
  'round.tally': tallyVotes,
  'round.confirm': confirmRound,
  'round.table1': downloadTable1,
  'round.report': submitReport,
  'round.acceptReport': acceptReport,
  'round.returnReport': returnReport,
  'ballot.sheet': readSheet,
  'ballot.cast': castBallots,
}

const twoLinksHandlers = {
  'visit.contacts': readContacts,
  'visit.mine': myVisits,
  'visit.log': logVisit,
  'visit.void': voidVisit,
  'threeLinks.mine': myThreeLinks,
  'threeLinks.log': logThreeLinks,
  'threeLinks.void': voidThreeLinks,
  'threeLinks.board': threeLinksBoard,
  'threeLinks.assign': assignThreeLinks,
}

const signOrderHandlers = (settings: HandlerSettings) => ({
  'signOrder.list': listOrders,
  'signOrder.read': readOrder,
  'signOrder.start': startOrder,
  'signOrder.lines': readLines,
  'signOrder.export': prepared<'signOrder.export', ReadyExport>(exportPlates),
  'signOrder.exportFile': readExportFile,
  'signOrder.confirmDeletion': confirmDeletion,
  'signOrder.sendProof': sendProof,
  'signOrder.answerProof': answerProof,
  'signOrder.quote': quoteOrder,
  'signOrder.submit': submitOrder,
  'signOrder.review': reviewOrder,
  'signOrder.approve': approveOrder,
  'signOrder.signFor': signForDelivery,
  'signOrder.pay': payOrder,
  'signOrder.close': closeOrder(settings),
  'signOrder.cancel': cancelOrder,
})

/** Every call of the contract with the verb that does it; a missing one does not compile. */
export const createHandlers = (settings: HandlerSettings, database: Database): Handlers => ({
  ...houseHandlers(settings),
  ...organisationHandlers(settings),
  ...threeShowsHandlers,
  ...pledgeYearHandlers(),
  ...wallHandlers(settings),
  ...badgeHandlers,
  ...postAreaHandlers,
  ...progressHandlers,
  ...documentHandlers(settings, database),
  ...signOrderHandlers(settings),
  ...threeEvaluationsHandlers,
  ...twoLinksHandlers,
})
