/** Why the product will not start on this database; the message is one sentence for whoever runs it. Nothing was changed. */
export class StartRefused extends Error {}
