import type { BranchPackage } from '../../../entities'
import type { Output } from '../../contract'

type PackageAnswer = Output<'package.submit'>['package']

export function presentPackage(each: BranchPackage, branchName: string, earlier = false): PackageAnswer {
  return {
    packageId: each.id,
    branchId: each.branchId,
    branchName,
    number: each.number,
    state: each.state as PackageAnswer['state'],
    earlier,
    submittedAt: each.submittedAt,
    late: each.late,
    pledgeCount: each.pledgeCount,
    postCount: each.postCount,
    areaCount: each.areaCount,
    note: each.note,
    missing: each.missing,
    returnReason: each.returnReason,
    revision: each.revision,
  }
}
