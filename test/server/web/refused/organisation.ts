import { by, leader, notAFile, nothing, type RefusedCalls } from './refusedCall'

export const organisationCalls: RefusedCalls<'organisation' | 'roster' | 'calendar'> = {
  'organisation.tree': by('administrator', nothing),
  'organisation.people': by('administrator', nothing),
  'organisation.person': by('administrator', ({ personOf }) => ({ personId: personOf('member') })),
  'organisation.grantRole': by('administrator', ({ personOf, branchId }) => ({
    personId: personOf('memberSecond'),
    role: 'INSPECTOR',
    scopeId: branchId,
    fromDay: '2026-09-08',
    reason: '年度抽查',
  })),
  'organisation.endGrant': by('administrator', ({ grantId }) => ({ grantId, toDay: '2026-09-30', reason: '岗位调整' })),
  'organisation.transfer': by('administrator', ({ personOf, departmentId }) => ({
    personId: personOf('scrutineer'),
    departmentId,
    fromDay: '2026-10-01',
    reason: '岗位调整',
  })),
  'organisation.linkAccount': by(leader, ({ personOf }) => ({
    personId: personOf('member'),
    platform: 'wecom',
    userId: 'newAccount',
  })),
  'roster.template': by(leader, nothing),
  'roster.check': by(leader, nothing, notAFile),
  'roster.apply': by(leader, nothing, notAFile),
  'roster.imports': by(leader, nothing),
  'roster.undo': by(leader, ({ batchId }) => ({ batchId })),
  'calendar.setDay': by(leader, () => ({ day: '2026-12-31', kind: 'OFF', name: '厂休' })),
}
