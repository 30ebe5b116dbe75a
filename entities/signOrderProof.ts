import { Entity } from 'typeorm'
import { Instant, KeyNumber, KeyRefTo, Ref, ShortText } from './columns'
import { Department } from './department'
import { SignOrder } from './signOrder'

/** A department's word on one version of the proof (R29). */
@Entity('sign_order_proof')
export class SignOrderProof {
  @KeyRefTo(() => SignOrder) orderId!: string
  @KeyRefTo(() => Department) departmentId!: string
  @KeyNumber() version!: number
  @ShortText(10) answer!: 'CONFIRMED' | 'PROBLEM'
  @ShortText(300) problem!: string
  @Ref() byId!: string
  @Instant() at!: number
}
