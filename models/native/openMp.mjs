// Comes before the first library is loaded, since OpenMP reads the environment only then: so it is imported by every program's first file.
//
// A thread of OpenMP that waits for the others spins for milliseconds by default. With a core for each that is quick; where anything else wants one of the two
// cores, each of thousands of waits lasts until the scheduler turns to the other thread, and burns a core meanwhile. Threads that sleep at once (the policy
// PASSIVE) make each wait dear where the cores are free. A short spin, and then sleep, is both.
process.env.GOMP_SPINCOUNT ??= '1000'
process.env.KMP_BLOCKTIME ??= '0'
