import { describeChatPlatform } from './chatPlatform.contract'
import { openWecomStage } from './wecomStage'

describeChatPlatform('wecom', openWecomStage)
