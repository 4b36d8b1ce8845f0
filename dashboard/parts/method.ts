import { markup, type Html } from '../markup.ts'

/** How the figures were made; said on every report. */
export function method(): Html {
  return markup`<footer><h2>How to read this</h2>
<p>Sharpe ratios are annualised from daily UTC returns (× √365), after fees and slippage. ± is one standard error of the estimate, given the length, skewness and kurtosis of the track record; it knows nothing of how many strategies were tried.</p>
<p>A trial is one evaluation of anything on the data, whoever asked for it; the engine counts them itself. The level called luck is the Sharpe ratio that the best of all trials counted on this dataset when the report was written is expected to show if none had any skill (Bailey and López de Prado 2014), on as many days as the best one here has: the variance of such Sharpe ratios is 1 / (days − 1). A verdict was deflated for the trials counted when it was given, or for those that its session was going to make if they were more.</p>
<p>A dash stands for a figure that does not exist. The file needs no network; columns of the table of strategies can be sorted by their headings.</p></footer>`
}
