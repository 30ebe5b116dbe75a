import type { directoryContract } from '../../contract/directory'
import type { Calls, House } from '../call'
import { askReading } from './askReading'
import { closeLeavers } from './closeLeavers'
import { readDirectory } from './read'
import { takeAccount } from './takeAccount'

export const directoryCalls = (house: House) =>
  ({
    'directory.read': { asks: ['linkAccount'], run: readDirectory(house.platforms) },
    'directory.ask': { asks: ['manageOrganisation'], run: askReading(house.platforms) },
    'directory.take': { asks: ['linkAccount'], run: takeAccount(house.tenants) },
    'directory.closeLeavers': { asks: ['manageOrganisation'], run: closeLeavers(house.tenants) },
  }) satisfies Calls<typeof directoryContract>
