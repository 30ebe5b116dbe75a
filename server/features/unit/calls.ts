import type { unitContract } from '../../contract/unit'
import type { Calls } from '../call'
import { readUnit } from './read'
import { correctName, renameUnit, undoRename } from './renameUnit'

export const unitCalls = {
  'unit.read': { asks: ['manageOrganisation'], run: readUnit },
  'unit.rename': { asks: ['manageOrganisation'], run: renameUnit },
  'unit.correctName': { asks: ['manageOrganisation'], run: correctName },
  'unit.undoRename': { asks: ['manageOrganisation'], run: undoRename },
} satisfies Calls<typeof unitContract>
