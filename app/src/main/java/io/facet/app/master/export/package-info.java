/** Makes other formats of a CSV: NumPy and Parquet. */
@NullMarked
package io.facet.app.master.export;

import org.jspecify.annotations.NullMarked;
