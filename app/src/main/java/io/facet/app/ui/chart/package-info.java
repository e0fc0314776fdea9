/** Charts on a canvas, in the colours of the style sheet. */
@NullMarked
package io.facet.app.ui.chart;

import org.jspecify.annotations.NullMarked;
