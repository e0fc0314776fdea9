/** The window, on a platform without a screen. */
@NullMarked
package io.facet.app.ui;

import org.jspecify.annotations.NullMarked;
