/** The window. */
@NullMarked
package io.facet.app.ui;

import org.jspecify.annotations.NullMarked;
