// The product's tables as models with their associations, the columns that are used.
import { DataTypes, Sequelize } from 'sequelize'

const url = (process.env.DATABASE_URL ?? '').replace(/^mariadb:/, 'mysql:')
export const sequelize = new Sequelize(url, {
  dialect: 'mysql',
  logging: false,
  pool: { max: 20 },
  isolationLevel: 'READ COMMITTED',
  define: { timestamps: false, freezeTableName: true },
})
const id = { type: DataTypes.STRING(36), primaryKey: true }
const key = (length) => ({ type: DataTypes.STRING(length), primaryKey: true })
const text = DataTypes.STRING
const whole = DataTypes.INTEGER
const yesNo = DataTypes.BOOLEAN

export const Person = sequelize.define('person', {
  id,
  name: text,
  politicalStatus: text,
  dutyStatus: text,
  leadingCadre: yesNo,
  positionTitle: text,
  partyPost: text,
  textStep: whole,
})
export const RoleGrant = sequelize.define('role_grant', {
  id,
  personId: text,
  role: text,
  scopeId: text,
  fromDay: text,
  toDay: text,
})
export const Placement = sequelize.define('placement', {
  id,
  personId: text,
  departmentId: text,
  fromDay: text,
  toDay: text,
})
export const Department = sequelize.define('department', { id, name: text })
export const PartyGroup = sequelize.define('party_group', {
  id,
  branchId: text,
  departmentId: text,
  fromDay: text,
  toDay: text,
})
export const PartyOrganisation = sequelize.define('party_organisation', { id, name: text })
export const EvaluationCampaign = sequelize.define('evaluation_campaign', {
  id,
  half: text,
  template: DataTypes.TEXT,
})
export const EvaluationRound = sequelize.define('evaluation_round', {
  id,
  evaluationCampaignId: text,
  branchId: text,
  state: text,
  votingToDay: text,
  locks: DataTypes.TEXT,
})
export const RoundSubject = sequelize.define('round_subject', {
  id,
  roundId: text,
  kind: text,
  personId: text,
  name: text,
  departmentName: text,
  position: whole,
})
export const RoundAssignment = sequelize.define('round_assignment', {
  roundId: key(36),
  voterId: key(36),
  subjectId: key(36),
  raterGroup: key(10),
  status: text,
  votedDay: text,
  sheetRevision: whole,
})
export const Ballot = sequelize.define('ballot', {
  id,
  roundId: text,
  subjectId: text,
  raterGroup: text,
  answers: text,
  source: text,
})
export const Campaign = sequelize.define('campaign', {
  id,
  year: whole,
  title: text,
  basisNumber: text,
  basisTitle: text,
  basisDay: text,
  openedDay: text,
  dueDay: text,
  limitMode: text,
  rules: DataTypes.TEXT,
  state: text,
  revision: whole,
})
export const Pledge = sequelize.define('pledge', {
  id,
  campaignId: text,
  personId: text,
  state: text,
  dutyText: text,
  studyPledge: text,
  dutyPledge: text,
  integrityPledge: text,
  photoId: text,
  publishConsent: yesNo,
  photoConsent: yesNo,
  dueDay: text,
  late: yesNo,
  returnReason: text,
  publishedVersion: whole,
  revision: whole,
})
export const PledgeVersion = sequelize.define('pledge_version', {
  id,
  pledgeId: text,
  version: whole,
  dutyText: text,
  studyPledge: text,
  dutyPledge: text,
  integrityPledge: text,
})
export const PostReference = sequelize.define('post_reference', {
  id,
  departmentId: text,
  positionTitle: text,
  content: text,
})
export const Holiday = sequelize.define('holiday', { day: key(10), kind: text })

Person.hasMany(RoleGrant, { foreignKey: 'personId', as: 'grants' })
Placement.belongsTo(Department, { foreignKey: 'departmentId', as: 'department' })
Department.hasMany(PartyGroup, { foreignKey: 'departmentId', as: 'groups' })
PartyGroup.belongsTo(PartyOrganisation, { foreignKey: 'branchId', as: 'branch' })
EvaluationRound.belongsTo(EvaluationCampaign, { foreignKey: 'evaluationCampaignId', as: 'campaign' })
EvaluationRound.belongsTo(PartyOrganisation, { foreignKey: 'branchId', as: 'branch' })
RoundAssignment.belongsTo(RoundSubject, { foreignKey: 'subjectId', as: 'subject' })
RoundAssignment.belongsTo(EvaluationRound, { foreignKey: 'roundId', as: 'round' })
Pledge.hasMany(PledgeVersion, { foreignKey: 'pledgeId', as: 'versions' })
