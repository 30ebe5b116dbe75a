import { Entity } from 'typeorm'
import { Instant, KeyText, Ref, ShortText, YesNo } from './columns'

/**
 * What somebody saw who tried a setting of a console that no API tells of; the latest trial of each. Whoever logs in has tried
 * the way he came (features/doctor/noteWayIn.ts).
 */
@Entity('setting_trial')
export class SettingTrial {
  @KeyText(10) platform!: string
  /** Of the list of settings (bot/console.ts), or a way in. */
  @KeyText(40) settingKey!: string
  @YesNo() works!: boolean
  @ShortText(200, { nullable: true }) seen!: string | null
  @Ref() triedById!: string
  @Instant() triedAt!: number
}
