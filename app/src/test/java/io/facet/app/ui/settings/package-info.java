/** Settings, kept and shown. */
@NullMarked
package io.facet.app.ui.settings;

import org.jspecify.annotations.NullMarked;
