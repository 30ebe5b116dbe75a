import type { doctorContract } from '../../contract/doctor'
import { type Calls, type House, prepared } from '../call'
import { noteTrial } from './noteTrial'
import { type Examined, readDoctor } from './readDoctor'

export const doctorCalls = (house: House) =>
  ({
    'doctor.read': { asks: ['examineHouse'], run: prepared<'doctor.read', Examined>(readDoctor(house)) },
    'doctor.noteTrial': { asks: ['examineHouse'], run: noteTrial(house) },
  }) satisfies Calls<typeof doctorContract>
