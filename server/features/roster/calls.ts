import type { Output } from '../../contract'
import type { rosterContract } from '../../contract/roster'
import { type Calls, type House, prepared } from '../call'
import { applyRoster, checkRoster, type ReadyImport } from './applyRoster'
import { exportRoster } from './drawRoster'
import { rosterTemplate } from './drawTemplate'
import { listImports } from './listImports'
import { mapHeading } from './mapHeading'
import { undoImport } from './undoImport'

export const rosterCalls = (house: House) =>
  ({
    'roster.template': { asks: ['importRoster'], run: rosterTemplate },
    'roster.export': { asks: ['importRoster'], run: exportRoster(house.tenants) },
    'roster.check': {
      asks: ['importRoster'],
      run: prepared<'roster.check', Output<'roster.check'>>(checkRoster(house.tenants)),
    },
    'roster.apply': { asks: ['importRoster'], run: prepared<'roster.apply', ReadyImport>(applyRoster(house.tenants)) },
    'roster.mapHeading': { asks: ['importRoster'], run: mapHeading },
    'roster.imports': { asks: ['importRoster'], run: listImports },
    'roster.undo': { asks: ['importRoster'], run: undoImport },
  }) satisfies Calls<typeof rosterContract>
