/** What a user can do, by name and by key. */
@NullMarked
package io.facet.app.ui.command;

import org.jspecify.annotations.NullMarked;
