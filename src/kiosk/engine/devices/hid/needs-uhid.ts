/** What a simulated USB device takes, in the help of each. */
export const NEEDS_UHID = 'It needs Linux, its module uhid (modprobe uhid) and usually root.';
