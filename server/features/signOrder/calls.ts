import type { signOrderContract } from '../../contract/signOrder'
import { type Calls, type House, prepared } from '../call'
import { confirmDeletion } from './confirmDeletion'
import { exportPlates, type ReadyExport } from './exportPlates'
import { listOrders } from './list'
import { cancelOrder, closeOrder, payOrder } from './payOrder'
import { quoteOrder } from './quoteOrder'
import { readOrder } from './read'
import { readExportFile } from './readExportFile'
import { readLines } from './readLines'
import { approveOrder, reviewOrder, submitOrder } from './reviewOrder'
import { answerProof, sendProof } from './sendProof'
import { signForDelivery } from './signForDelivery'
import { startOrder } from './startOrder'

export const signOrderCalls = (house: House) =>
  ({
    'signOrder.list': { asks: 'person', run: listOrders },
    'signOrder.read': { asks: ['readSignOrder'], run: readOrder },
    'signOrder.lines': { asks: ['readSignLines'], run: readLines },
    'signOrder.start': { asks: ['handleSignOrders'], run: startOrder },
    'signOrder.export': { asks: ['handleSignOrders'], run: prepared<'signOrder.export', ReadyExport>(exportPlates) },
    'signOrder.exportFile': { asks: ['handleSignOrders'], run: readExportFile },
    'signOrder.confirmDeletion': { asks: ['handleSignOrders'], run: confirmDeletion },
    'signOrder.sendProof': { asks: ['handleSignOrders'], run: sendProof },
    'signOrder.answerProof': { asks: ['answerProof'], run: answerProof },
    'signOrder.quote': { asks: ['handleSignOrders'], run: quoteOrder },
    'signOrder.submit': { asks: ['handleSignOrders'], run: submitOrder },
    'signOrder.review': { asks: ['reviewSignOrder'], run: reviewOrder },
    'signOrder.approve': { asks: ['approveSignOrder'], run: approveOrder },
    'signOrder.signFor': { asks: ['signForDelivery'], run: signForDelivery },
    'signOrder.pay': { asks: ['handleSignOrders'], run: payOrder },
    'signOrder.close': { asks: ['reviewSignOrder'], run: closeOrder(house) },
    'signOrder.cancel': { asks: ['handleSignOrders'], run: cancelOrder },
  }) satisfies Calls<typeof signOrderContract>
