// The contract's types name Node's Buffer for what a handler receives; the phone has no Node, so a stand-in is enough.
interface Buffer extends Uint8Array {}
