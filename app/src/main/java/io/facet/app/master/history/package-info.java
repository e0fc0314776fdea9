/** What this account's runs did: a small SQLite file in the state folder. */
@NullMarked
package io.facet.app.master.history;

import org.jspecify.annotations.NullMarked;
