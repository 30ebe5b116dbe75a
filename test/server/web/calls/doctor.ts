import type { doctorContract } from '../../../../server/contract/doctor'
import { leader, type Rows } from './row'

export const doctorRows: Rows<typeof doctorContract> = {
  'doctor.read': { by: 'administrator', refused: leader },
  'doctor.noteTrial': {
    by: 'administrator',
    refused: leader,
    input: () => ({ platform: 'wecom', settingKey: 'browser', works: true }),
  },
}
