import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// A visit whole (R33–R36): place, topic, outcome, pictures, several people met together, what the visited person answered, what
// is flagged; and the branch whose 书记 reads it.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'visit_picture',
      columns: [
        { name: 'visitId', type: 'varchar', length: '36', isPrimary: true },
        { name: 'number', type: 'integer', isPrimary: true },
        { name: 'fileId', type: 'varchar', length: '36' },
      ],
      indices: [{ name: 'visit_picture_file', columnNames: ['fileId'] }],
      foreignKeys: [
        {
          name: 'FK_visit_picture_visitId',
          columnNames: ['visitId'],
          referencedTableName: 'visit',
          referencedColumnNames: ['id'],
        },
        {
          name: 'FK_visit_picture_fileId',
          columnNames: ['fileId'],
          referencedTableName: 'stored_file',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
  {
    change: 'add',
    part: 'column',
    of: 'visit',
    column: { name: 'branchId', type: 'varchar', length: '36', isNullable: true },
  },
  {
    change: 'add',
    part: 'column',
    of: 'visit',
    column: { name: 'withVisitId', type: 'varchar', length: '36', isNullable: true },
  },
  { change: 'add', part: 'column', of: 'visit', column: { name: 'repeated', type: 'boolean', default: '0' } },
  { change: 'add', part: 'column', of: 'visit', column: { name: 'copied', type: 'boolean', default: '0' } },
  {
    change: 'add',
    part: 'column',
    of: 'visit',
    column: { name: 'place', type: 'varchar', length: '40', isNullable: true },
  },
  {
    change: 'add',
    part: 'column',
    of: 'visit',
    column: { name: 'topic', type: 'varchar', length: '60', isNullable: true },
  },
  {
    change: 'add',
    part: 'column',
    of: 'visit',
    column: { name: 'outcome', type: 'varchar', length: '12', isNullable: true },
  },
  { change: 'add', part: 'column', of: 'visit', column: { name: 'answeredAt', type: 'bigint', isNullable: true } },
  {
    change: 'add',
    part: 'column',
    of: 'visit',
    column: { name: 'correction', type: 'varchar', length: '200', isNullable: true },
  },
  { change: 'add', part: 'index', of: 'visit', index: { name: 'visit_with', columnNames: ['withVisitId'] } },
  {
    change: 'add',
    part: 'index',
    of: 'visit',
    index: { name: 'visit_branch', columnNames: ['branchId', 'visitedDay'] },
  },
  {
    change: 'add',
    part: 'foreignKey',
    of: 'visit',
    key: {
      name: 'FK_visit_branchId',
      columnNames: ['branchId'],
      referencedTableName: 'party_organisation',
      referencedColumnNames: ['id'],
    },
  },
]

/** Where the author is now: what was logged before there was the column. */
const branchOfAuthor = `select coalesce(own.branchId, team.branchId) from placement place
  left join party_group own on own.id = place.partyGroupId
  left join party_group team on place.partyGroupId is null and team.departmentId = place.departmentId and team.toDay is null
  where place.personId = visit.authorId and place.toDay is null limit 1`

export class VisitsWhole1796067208193 implements MigrationInterface {
  up = async (runner: QueryRunner) => {
    await applyChanges(runner, changes)
    await runner.query(`update visit set branchId = (${branchOfAuthor}) where branchId is null`)
  }
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
