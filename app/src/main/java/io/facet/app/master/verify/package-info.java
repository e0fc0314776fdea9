/** Checks an output against its manifest. */
@NullMarked
package io.facet.app.master.verify;

import org.jspecify.annotations.NullMarked;
