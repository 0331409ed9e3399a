// Preloaded into one process of a drill: its clock stands KELP_DRILL_SKEW_MS away from that of the machine. Timers keep their pace.
const skewMs = Number(process.env.KELP_DRILL_SKEW_MS);
const MachineDate = Date;

globalThis.Date = class extends MachineDate {
  constructor(...parts) {
    if (parts.length === 0) super(MachineDate.now() + skewMs);
    else super(...parts);
  }
  static now() {
    return MachineDate.now() + skewMs;
  }
};
