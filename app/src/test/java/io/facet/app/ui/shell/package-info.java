@NullMarked
package io.facet.app.ui.shell;

import org.jspecify.annotations.NullMarked;
