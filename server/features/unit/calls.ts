import type { unitContract } from '../../contract/unit'
import type { Calls } from '../call'
import { moveDepartment, undoMove } from './moveDepartment'
import { readUnit } from './read'
import { previewMove } from './readMove'
import { correctName, renameUnit, undoRename } from './renameUnit'

export const unitCalls = {
  'unit.read': { asks: ['manageOrganisation'], run: readUnit },
  'unit.rename': { asks: ['manageOrganisation'], run: renameUnit },
  'unit.correctName': { asks: ['manageOrganisation'], run: correctName },
  'unit.undoRename': { asks: ['manageOrganisation'], run: undoRename },
  'unit.previewMove': { asks: ['manageOrganisation'], run: previewMove },
  'unit.move': { asks: ['manageOrganisation'], run: moveDepartment },
  'unit.undoMove': { asks: ['manageOrganisation'], run: undoMove },
} satisfies Calls<typeof unitContract>
